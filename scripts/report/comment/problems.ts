import { renderDiagnostic } from "../../load/frame.ts";
import type { Problem } from "../value.ts";
import { type Block, list } from "./blocks.ts";
import { fence } from "./markdown.ts";

/** Each with the lines it speaks of. `title` is left out where a heading says it. */
export function problemsSection(problems: readonly Problem[], title: string | null): readonly Block[] {
  if (problems.length === 0) return [];
  const frames = problems.map(({ diagnostic, text }) => fence(renderDiagnostic(diagnostic, text)));
  return [list(title ?? "", frames, "\n\n")];
}
