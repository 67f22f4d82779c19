import type { Told } from "../../forge/github/set-up.ts";

/** One thing looked at: in order, wrong with the way out, or not told. */
export interface Ailment {
  readonly about: string;
  readonly state: "fine" | "wrong" | "unknown";
  readonly what: string;
  /** Empty where nothing is to be done. */
  readonly cure: string;
}

export type Said = Omit<Ailment, "about">;
export const fine = (what: string): Said => ({ state: "fine", what, cure: "" });
export const wrong = (what: string, cure: string): Said => ({ state: "wrong", what, cure });
export const unknown = (what: string): Said => ({ state: "unknown", what, cure: administrator });
/** The usual way out of what is not set up. */
export const asked = "run `flaghoist setup --print` and the part of it that speaks of this";

const administrator = "ask with the token of an administrator";

/** What is to be said of a fact, or that it was not told. */
export function look<T>(
  about: string,
  told: Told<T>,
  say: (value: T) => readonly Said[],
  cure = administrator,
): readonly Ailment[] {
  if (told.kind === "told") return say(told.value).map((said) => ({ ...said, about }));
  return [{ about, state: "unknown", what: told.why, cure }];
}
