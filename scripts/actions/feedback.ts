import type { Repository } from "../forge/forge.ts";
import { type Annotation, annotations } from "../report/check-run/annotations.ts";
import { plain, plural, sentence } from "../report/words/plain.ts";
import { type MovedPlans, movedBetween } from "../workflows/moved.ts";
import { Unreadable } from "../workflows/read.ts";

/** What a merge commit of a pull request changes against its first parent, judged by the files alone. */
export async function feedback(repository: Repository, merge: string): Promise<MovedPlans> {
  const base = (await repository.commit(`${merge}^1`))?.id;
  if (base !== undefined) return movedBetween(repository, base, merge);
  const place = merge.slice(0, 10);
  throw new Unreadable(`the first parent of ${place} is not in this clone: check it out with \`fetch-depth: 0\``);
}

/** Errors and warnings in files, and illegal moves at the top of the plan's file. */
export function marksOf({ moved, diagnostics }: MovedPlans): readonly Annotation[] {
  const illegal = moved.flatMap(({ move, change }): readonly Annotation[] => {
    if (move.kind !== "illegal") return [];
    const path = (change.head ?? change.base)?.file ?? `flags/${move.plan}.yaml`;
    const message = `${sentence(plain(move.why, 2000))} ${plain(move.cure, 2000)}`;
    return [{ path, startLine: 1, endLine: 1, level: "failure", title: move.reason, message }];
  });
  return [...illegal, ...annotations({ diagnostics, judged: [] })];
}

/** What is wrong in one line, or null. */
export function problemOf({ moved, diagnostics, wrong }: MovedPlans): string | null {
  if (!wrong) return null;
  const errors = diagnostics.filter(({ diagnostic }) => diagnostic.severity === "error").length;
  const illegal = moved.filter(({ move }) => move.kind === "illegal").length;
  const found = [plural(errors, "error"), plural(illegal, "illegal move")].filter((words) => !words.startsWith("0 "));
  return `${found.join(" and ")}: see the summary`;
}
