import type { PullRequest } from "../flag/review.ts";
import type { CommitResult, MergeResult } from "../forge/forge.ts";
import { code, prose } from "../report/comment/markdown.ts";
import { reasonOf } from "./careful.ts";
import { type Check, check } from "./check.ts";
import { holdLabel } from "./held.ts";
import { judgedDigest } from "./judged.ts";
import { lateness } from "./late.ts";
import type { Ports } from "./ports.ts";
import { isPlanFile, planName } from "./read.ts";

/** A merge that should not have been: base moved under it, or it came too late, and as it was made it is no Go. */
export interface Undone {
  readonly kind: "undone";
  readonly commit: string;
  readonly why: string;
  /** The commit that puts the plans back. Where it could not be made the plans are held. */
  readonly undo: CommitResult;
  /** Neither put back nor held: only the next sync, which does not admit it, keeps it from the stores. */
  readonly stuck: boolean;
}

type Merged = Extract<MergeResult, { readonly kind: "merged" }>;

/**
 * A merge may stand on another base than the judged one, or have been made after a window closed. What is no Go as it
 * was made is taken back. Where nobody knows what it stands on, the next sync compares, and raises nothing before it
 * could.
 */
export async function verifyMerge(
  ports: Ports,
  pullRequest: PullRequest,
  judged: Check,
  merged: Merged,
): Promise<MergeResult | Undone> {
  const { onto = judged.base, commit } = merged;
  if (onto === null) return merged;
  const problem =
    (await movedUnder(ports, pullRequest, judged, { onto, commit })) ?? (await late(ports, judged, commit));
  if (problem === null) return merged;
  const why = `#${pullRequest.number} was merged ${problem}`;
  const undo = await putBack(ports, onto, commit, why).catch(
    (error: unknown): CommitResult => ({ kind: "refused", why: reasonOf(error) }),
  );
  if (undo.kind === "committed") return { kind: "undone", commit, why, undo, stuck: false };
  const failed = `${why}; it could not be taken back: ${undo.why}`;
  return holdAll(ports, onto, commit, why, undo.why).then(
    () => ({ kind: "undone", commit, why: `${failed}; its plans are held`, undo, stuck: false }),
    (error: unknown) => {
      const unheld = `${failed}; nor could its plans be held: ${reasonOf(error)}`;
      return { kind: "undone", commit, why: unheld, undo, stuck: true };
    },
  );
}

/**
 * Where plans and settings are what was judged, nothing else that moved matters. Else it is judged again as it was
 * merged.
 */
async function movedUnder(
  ports: Ports,
  pullRequest: PullRequest,
  judged: Check,
  { onto, commit }: { readonly onto: string; readonly commit: string },
): Promise<string | null> {
  if (onto === judged.base) return null;
  const { repository } = ports.forge;
  const [before, after] = await Promise.all([
    judgedDigest(repository, judged.base, judged.head),
    judgedDigest(repository, onto, commit),
  ]);
  if (before === after) return null;
  const again = await check(ports, { base: onto, head: commit, pullRequest: { ...pullRequest, base: onto } });
  return again.outcome === "pass"
    ? null
    : `onto ${onto.slice(0, 10)}, not onto the judged ${judged.base.slice(0, 10)}; there it is no Go`;
}

/** A clock that is ahead of GitHub's lets nothing in too early: what was open when it was judged has opened. */
async function late({ forge, now }: Ports, { judged }: Check, commit: string): Promise<string | null> {
  const made = (await forge.repository.commit(commit))?.committedAt ?? null;
  if (made === null || made <= now) return null;
  const closed = lateness(
    judged.map(({ subject }) => subject),
    made,
  );
  return closed === null ? null : `too late: ${closed}`;
}

/** One commit that gives every plan the text it had. A plan that was new stays, and no plan is new above `planned`. */
async function putBack({ forge, now }: Ports, onto: string, commit: string, why: string): Promise<CommitResult> {
  const changed = await changedPlans({ forge }, onto, commit);
  const blobs = await forge.repository.read(changed.flatMap(({ before }) => (before === null ? [] : [before.oid])));
  const files = changed.flatMap(({ path, before }) => {
    const blob = before === null ? undefined : blobs.get(before.oid);
    return blob?.kind === "text" ? [{ path, text: blob.text }] : [];
  });
  if (files.length === 0) return { kind: "refused", why: "no plan had a text before that could be put back" };
  const { baseBranch: branch } = forge;
  const message = `Take back ${commit.slice(0, 10)}\n\n${why}.`;
  return forge.commit({ branch, expected: commit, from: commit, files, message, at: now });
}

async function holdAll({ forge }: Ports, onto: string, commit: string, why: string, problem: string): Promise<void> {
  for (const { path } of await changedPlans({ forge }, onto, commit)) {
    const key = planName(path);
    await forge.raiseIssue({
      label: holdLabel,
      key,
      title: `${key} is held: a merge must be taken back`,
      body: `${why}. It could not be taken back: ${prose(problem)}\n\nWhile this issue is open the flags of ${code(key)} are never raised. Put ${code(path)} back with a pull request, then close it.`,
    });
  }
}

async function changedPlans({ forge }: Pick<Ports, "forge">, onto: string, commit: string) {
  return (await forge.repository.diff(onto, commit)).filter(({ path }) => isPlanFile(path));
}
