import { decisive, type Report, titleOf } from "./value.ts";
import { moveWords } from "./words/move.ts";
import { verdictWord } from "./words/outcome.ts";
import { longest, plain, plural } from "./words/plain.ts";

/** The verdict in one line of plain text: `Not yet: 1095-B MVP, canary -> half (soak)`. */
export function title({ judged, outcome, diagnostics }: Report): string {
  const word = verdictWord(outcome);
  const broken = diagnostics.filter(({ diagnostic }) => diagnostic.severity === "error").length;
  if (broken > 0) return `${word}: ${plural(broken, "error")} in the files`;
  const [only] = judged;
  if (only === undefined) return `${word}: no plan moves`;
  if (judged.length > 1) {
    const open = judged.filter(({ verdict }) => verdict.outcome !== "pass").length;
    return open === 0
      ? `${word}: ${plural(judged.length, "plan")}`
      : `${word}: ${open} of ${judged.length} plans do not pass`;
  }
  const gate = decisive(only.verdict);
  const why = gate === null ? "" : ` (${[gate.gate, plain(gate.about ?? "", longest.name)].filter(Boolean).join(" ")})`;
  return `${word}: ${plain(titleOf(only.subject), longest.name)}, ${moveWords(only.verdict.move, (name) => plain(name, longest.name))}${why}`;
}
