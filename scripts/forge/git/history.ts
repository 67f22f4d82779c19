import type { Step } from "../forge.ts";
import { instant, subjectOf } from "./commits.ts";
import { type Login, loginOf } from "./login.ts";
import { fields, fileChanges } from "./raw.ts";
import type { Git } from "./run.ts";

const format = "%H%x00%ct%x00%an%x00%ae%x00%B%x00";

/** First-parent history below a path, newest first; a merge is what it brought to its first parent. */
export async function history(
  git: Git,
  commit: string,
  path: string,
  atMost: number | null,
  login: Login,
): Promise<readonly Step[]> {
  const { out } = await git.run("log", [
    "--first-parent",
    "--diff-merges=first-parent",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    `--format=tformat:${format}`,
    ...(atMost === null ? [] : [`--max-count=${atMost}`]),
    commit,
    "--",
    ...(path === "" ? [] : [path]),
  ]);
  const found = fields(out);
  const steps: Step[] = [];
  let at = 0;
  while (at + 5 <= found.length) {
    const [id, seconds, name, email, message] = found.slice(at, at + 5) as [string, string, string, string, string];
    at += 5;
    while (found[at] === "") at += 1;
    const { changes, next } = fileChanges(found, at);
    at = next;
    steps.push({
      commit: { id, committedAt: instant(seconds), subject: subjectOf(message) },
      message,
      author: loginOf(login, { name, email }),
      changes,
    });
  }
  return steps;
}
