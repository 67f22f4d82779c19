/** What kept git from answering. Stable, so that callers can tell a wrong name from a broken machine. */
export type GitReason =
  | "missing"
  | "too-old"
  | "not-a-repository"
  | "not-the-top"
  | "not-trusted"
  | "unknown"
  | "shallow"
  | "no-space"
  | "timeout"
  | "too-much"
  | "failed";

/** Git could not answer: the message has the place and the way out. */
export class GitError extends Error {
  override readonly name = "GitError";
  readonly reason: GitReason;
  constructor(reason: GitReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

const unknownObject =
  /not a valid object name|bad object|bad revision|unknown revision|not a tree object|not a valid commit|could not get object|unable to read/i;

/** What git's exit means, from what it said on stderr (always English: LC_ALL=C). */
export function failure(command: string, root: string, code: number, stderr: string): GitError {
  const said = lastWords(stderr);
  if (/not a git repository/i.test(stderr))
    return new GitError(
      "not-a-repository",
      `${root} is not a git repository; run the command in one, name it with --root, or make one with: git init`,
    );
  if (/detected dubious ownership/i.test(stderr))
    return new GitError(
      "not-trusted",
      `${root} belongs to another user, so git refuses to read it; trust it with: git config --global --add safe.directory ${root}`,
    );
  if (/no space left on device/i.test(stderr))
    return new GitError("no-space", `git ${command} in ${root}: no space left on the disk; free some and try again`);
  if (unknownObject.test(stderr)) return new GitError("unknown", `git ${command} in ${root}: ${said}`);
  return new GitError("failed", `git ${command} in ${root} failed with exit ${code}: ${said || "it said nothing"}`);
}

/** What git gave as the reason, on one line, short and without control characters. */
export function lastWords(stderr: string): string {
  const lines = stderr.trim().split("\n");
  const line = lines.find((one) => /^(fatal|error): /.test(one)) ?? lines.at(-1)!;
  return line
    .replace(/^(fatal|error): /, "")
    .replace(/\p{Cc}/gu, " ")
    .slice(0, 300);
}
