import type { ReleasePlan } from "../../flag/plan.ts";
import type { ExposureChange, Move } from "../../plan/move.ts";
import { exposureLines } from "../words/exposure.ts";
import { moveMeans } from "../words/move.ts";
import { few, plain } from "../words/plain.ts";
import { name } from "./gates.ts";
import { beside } from "./layout.ts";
import type { Look } from "./paint.ts";

/** A move with both sides of its plan and what it does. */
export interface Moving {
  readonly move: Move;
  readonly base: ReleasePlan | null;
  readonly head: ReleasePlan | null;
  readonly exposure: readonly ExposureChange[];
  readonly edits: readonly string[];
}

/** What a move does, label and text: exposure, why it goes down, edits, meaning. */
export function movesLines({ move, base, head, exposure, edits }: Moving, look: Look): readonly string[] {
  const changes = exposureLines(base ?? head, exposure).map(({ flags, environment, change, people }) => {
    const known = people === null ? "" : `, ${people}`;
    return `${few(flags.map(name))} in ${name(environment)}: ${change}${known}`;
  });
  const checkIn = changes.length === 0 && move.kind === "promote";
  const reverts = move.kind === "revert" ? (head?.reverts.slice(base?.reverts.length ?? 0) ?? []) : [];
  const means = moveMeans(move);
  return [
    ...labelled(
      move.kind === "illegal" ? "Would" : "Moves",
      checkIn ? ["a check-in: nobody gains or loses the flag"] : changes,
      look,
    ),
    ...labelled(
      "Because",
      reverts.map(({ because }) => plain(because)),
      look,
    ),
    ...labelled("Edits", move.kind === "edit" || move.kind === "illegal" ? edits.map((edit) => plain(edit)) : [], look),
    ...labelled("Means", means === null ? [] : [means], look),
  ];
}

/** The label before the first text, the others below each other. */
export function labelled(
  label: string,
  texts: readonly string[],
  { columns }: Pick<Look, "columns">,
): readonly string[] {
  return texts.flatMap((text, i) => beside(`  ${(i === 0 ? label : "").padEnd(10)}`, text, columns));
}
