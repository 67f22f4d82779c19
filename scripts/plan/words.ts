import type { Difference } from "./difference.ts";

/** One edit in words; `loosens` where after it less is asked, of fewer people, or more are shown the flag. */
export interface Sentence {
  readonly text: string;
  readonly loosens: boolean;
}

export const says = (text: string, loosens = false): Sentence => ({ text, loosens });

/** `soak of canary changed from P1D to PT4H`: what is said of anything that has no words of its own. */
export function changed(subject: string, { before, after }: Difference, loosens = false): Sentence {
  if (before === undefined) return says(`${subject} added: ${value(after)}`, loosens);
  if (after === undefined) return says(`${subject} removed, it was ${value(before)}`, loosens);
  return says(`${subject} changed from ${value(before)} to ${value(after)}`, loosens);
}

/** A leaf for people: empty is `nothing`, texts as they are. */
export function value(leaf: Difference["before"]): string {
  return leaf === undefined || leaf === null || leaf === "" ? "nothing" : String(leaf);
}

/** For entries of a set, filed under their name: `there` on one side only. */
export const joins = ({ before }: Difference): boolean => before === undefined;
