import { DateTime } from "luxon";
import type { Commit } from "../forge.ts";
import { objects } from "./batch.ts";
import type { Git } from "./run.ts";

const oid = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether git may be given the name at all: never an option, a range, a search or two lines. */
export function speakable(ref: string): boolean {
  return ref.length > 0 && ref.length <= 1024 && !/^-|\.\.|[\s\p{Cc}:?*[\\]/u.test(ref);
}

/**
 * What a name may mean, first meaning first. A branch comes before a tag of the same name (git has it the other way
 * round), so that nobody moves what `main` means by pushing a tag.
 */
function meanings(ref: string): readonly string[] {
  const whole = oid.test(ref) || ref.startsWith("refs/") || /^HEAD(?:$|[~^@])/.test(ref);
  return whole ? [ref] : [`refs/heads/${ref}`, ref];
}

/** The commits some names stand for, in order, in one process; null where there is none. */
export async function commits(git: Git, refs: readonly string[]): Promise<readonly (Commit | null)[]> {
  const names = refs.map((ref) => (speakable(ref) ? meanings(ref) : []));
  const found = await objects(
    git,
    names.flat().map((name) => `${name}^{commit}`),
  );
  let at = 0;
  return names.map(({ length }) => {
    const object = found.slice(at, at + length).find((candidate) => candidate?.type === "commit");
    at += length;
    return object ? parseCommit(object.oid, object.body) : null;
  });
}

function parseCommit(id: string, body: Buffer): Commit {
  const text = body.toString("utf8");
  const end = text.indexOf("\n\n");
  const head = end === -1 ? text : text.slice(0, end);
  const seconds = head.match(/^committer .*> (\S+)(?: \S+)?$/m)?.[1] ?? "";
  return { id, committedAt: instant(seconds), subject: subjectOf(end === -1 ? "" : text.slice(end + 2)) };
}

/** Seconds since 1970 as git writes them. What is not a number is no time at all, never 1970. */
export function instant(seconds: string): DateTime {
  return /^\d{1,12}$/.test(seconds)
    ? DateTime.fromSeconds(Number(seconds), { zone: "utc" })
    : DateTime.invalid("not a commit time", `git says "${seconds}"`);
}

/** The first paragraph of a message on one line, as git's %s. */
export function subjectOf(message: string): string {
  return message
    .trimStart()
    .split(/\n\s*\n/)[0]!
    .trim()
    .replace(/\s*\n\s*/g, " ");
}
