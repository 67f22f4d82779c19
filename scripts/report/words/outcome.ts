import { type Outcome, outcomes, verdictWords } from "../../gates/gate.ts";

/** Colour is never the only carrier of an outcome: the word is said, and this stands before it. */
export const symbols = { pass: "✓", wait: "…", error: "?", fail: "✗" } as const satisfies Record<Outcome, string>;

/** Worst first; among equals in the order of the gates. */
export function worstFirst<T extends { readonly outcome: Outcome }>(found: readonly T[]): readonly T[] {
  return found.toSorted((a, b) => outcomes.indexOf(b.outcome) - outcomes.indexOf(a.outcome));
}

export const verdictWord = (outcome: Outcome): string => verdictWords[outcome];
