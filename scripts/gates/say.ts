import type { Finding, GateName, Outcome } from "./gate.ts";

/** What a reason code means, and the way out of it; `nothing to do` where it is good news. */
export interface ReasonCure {
  readonly means: string;
  readonly cure: string;
}

export const nothingToDo = "Nothing to do.";

type More = Partial<Pick<Finding, "waitsFor" | "until" | "about">>;

/** A gate's voice: it can only give reasons that are listed with their meaning and cure. */
export function voice<const Reasons extends Readonly<Record<string, ReasonCure>>>(gate: GateName, _: Reasons) {
  return (outcome: Outcome, reason: keyof Reasons & string, because: string, more: More = {}): Finding => {
    return { gate, outcome, reason, because, ...more };
  };
}
