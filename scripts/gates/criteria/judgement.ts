import type { DateTime } from "luxon";
import { type Outcome, outcomes } from "../gate.ts";
import type { Code } from "./reasons.ts";

/** What one test of one metric decided. A finding without its gate and metric. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly code: Code;
  readonly because: string;
  readonly waitsFor?: string;
  readonly until?: DateTime;
}

export const pass = (because: string): Judgement => ({ outcome: "pass", code: "met", because });
export const wait = (code: Code, because: string, more: Pick<Judgement, "waitsFor" | "until"> = {}): Judgement => ({
  outcome: "wait",
  code,
  because,
  ...more,
});
export const error = (code: Code, because: string): Judgement => ({ outcome: "error", code, because });
export const fail = (code: Code, because: string): Judgement => ({ outcome: "fail", code, because });

/** Several tests of one metric as one judgement: the worst decides, and the others that are no pass are told after it. */
export function worstOf(judgements: readonly [Judgement, ...Judgement[]]): Judgement {
  const [decides, ...rest] = worstFirst(judgements);
  const told = rest.filter(({ outcome }) => outcome !== "pass").map(({ because }) => because);
  return { ...decides!, because: [decides!.because, ...told].join("; also ") };
}

/** Worst first; equals stay in the order they came. */
export function worstFirst<T extends { readonly outcome: Outcome }>(judged: readonly T[]): readonly T[] {
  return judged.toSorted((a, b) => outcomes.indexOf(b.outcome) - outcomes.indexOf(a.outcome));
}
