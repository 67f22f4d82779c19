import type { Problem } from "../value.ts";
import type { MovedView } from "../views.ts";
import { moveWords } from "../words/move.ts";
import { capital, longest, plain, sentence } from "../words/plain.ts";
import { name } from "./gates.ts";
import { wrapped } from "./layout.ts";
import { labelled, movesLines } from "./moves.ts";
import { type Look, paint } from "./paint.ts";
import { problemsText } from "./problems.ts";

/** What a branch moves, before anybody judges it. */
export function planText(moved: readonly MovedView[], problems: readonly Problem[], look: Look): string {
  const found = problemsText(problems, look);
  const parts = [found, ...moved.map((one) => moveText(one, look))].filter((part) => part !== "");
  return parts.length === 0 ? "No plan moves." : parts.join("\n\n");
}

function moveText({ move, change, exposure, edits }: MovedView, look: Look): string {
  const style = paint(look.colour);
  const title = plain((change.head ?? change.base)?.title ?? move.plan, longest.title);
  const words = moveWords(move, name);
  const illegal = move.kind === "illegal" ? [move.why, move.cure].map((text) => sentence(capital(plain(text)))) : [];
  return [
    ...wrapped(`${style.strong(title)}: ${move.kind === "illegal" ? style.fail(words) : words}`, look.columns, 2),
    ...labelled("Why", illegal.slice(0, 1), look),
    ...labelled("Way out", illegal.slice(1), look),
    ...movesLines({ ...change, move, exposure, edits }, look),
  ].join("\n");
}
