import type { Repository, Step } from "../forge/forge.ts";
import { readStanding } from "../load/edit.ts";

/** One change of standing of one plan, as the base branch's first-parent history tells it. */
export interface StandingChange {
  readonly file: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly step: Step;
}

/**
 * Every change of standing of the plans below `path` (a file or the folder), newest first. A standing began at the
 * committer time of the commit that set it: a date that the author of a pull request writes cannot shorten a soak.
 */
export async function standingChanges(
  repository: Repository,
  commit: string,
  path: string,
): Promise<readonly StandingChange[]> {
  const steps = await repository.history(commit, path);
  const oids = steps.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before?.oid, after?.oid]));
  const blobs = await repository.read([...new Set(oids.filter((oid) => oid !== undefined))]);
  const standings = new Map<string, string | null>();
  for (const [oid, blob] of blobs) standings.set(oid, blob.kind === "text" ? readStanding(blob.text) : null);
  const standing = (oid: string | undefined) => (oid === undefined ? null : (standings.get(oid) ?? null));
  return steps.flatMap((step) =>
    step.changes.flatMap(({ path: file, before, after }) => {
      const [from, to] = [standing(before?.oid), standing(after?.oid)];
      return from === to ? [] : [{ file, from, to, step }];
    }),
  );
}
