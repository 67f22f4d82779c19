import { error, notice, summary, warning } from "@actions/core";
import type { Annotation } from "../report/check-run/annotations.ts";
import { plain } from "../report/words/plain.ts";

/** Bytes; a page of a step takes 1 MiB. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const longestSummary = 1_000_000;

/** Foreign text as one line of a log that the runner obeys in nothing: a line could be a workflow command. */
export function oneLine(text: string): string {
  return plain(text, 2000).replace(/^::/, ": :").replaceAll("##[", "## [");
}

/** Markdown to the run's page; nothing where the runner gave no place for it. */
export async function summarize(markdown: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!env.GITHUB_STEP_SUMMARY) return;
  const bytes = Buffer.from(markdown);
  const whole = bytes.length <= longestSummary;
  const cut = whole ? markdown : `${bytes.subarray(0, longestSummary).toString("utf8")}\n\nThe rest is cut.`;
  await summary.addRaw(cut, true).write();
}

/** GitHub shows ten errors and ten warnings of a step, so the worst come first. */
export function annotate(marks: readonly Annotation[]): void {
  const say = { failure: error, warning, notice } as const;
  for (const one of marks) say[one.level](one.message, propertiesOf(one));
}

function propertiesOf({ path, title, startLine, endLine, startColumn, endColumn }: Annotation) {
  const columns = startColumn === undefined || endColumn === undefined ? {} : { startColumn, endColumn };
  return { file: path, title, startLine, endLine, ...columns };
}
