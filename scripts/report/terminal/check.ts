import type { Report } from "../value.ts";
import { verdictWord, worstFirst } from "../words/outcome.ts";
import { type Look, paint } from "./paint.ts";
import { problemCounts, problemsText } from "./problems.ts";
import { verdictText } from "./verdict.ts";

/** The whole verdict on a branch: files first where they are broken, then every plan, worst first. */
export function checkText({ judged, diagnostics, outcome }: Report, look: Look): string {
  const style = paint(look.colour);
  const plans = worstFirst(judged.map((plan) => ({ plan, outcome: plan.verdict.outcome })));
  const broken = diagnostics.some(({ diagnostic }) => diagnostic.severity === "error");
  const word = style[outcome](style.strong(verdictWord(outcome)));
  const parts = [
    broken ? `${word}  ${problemCounts(diagnostics)} in the files\n\n${problemsText(diagnostics, look)}` : "",
    ...plans.map(({ plan }) => verdictText(plan, look)),
    broken ? "" : problemsText(diagnostics, look),
    judged.length > 1 ? `${word}  all in all` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? `${word}  no plan moves` : parts.join("\n\n");
}
