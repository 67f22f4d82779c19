import { flagdPercent, flagdScale, flagdWeight } from "../../cohort/flagd.ts";
import type { Exposure } from "../../flag/exposure.ts";
import type { FlagValue } from "../../flag/plan.ts";
import type { Variants } from "../../flag/running.ts";
import type { Held } from "../store.ts";
import { kindOf } from "./json.ts";

export type Split = { readonly fractional: readonly [readonly ["on", number], readonly ["off", number]] };
export type Named = { readonly in: readonly [{ readonly var: "targetingKey" }, readonly string[]] };
export type Targeting = Split | { readonly if: readonly [Named, "on", Split | null] };

/** The part of a flagd flag that says who sees it (https://flagd.dev/schema/v0/flags.json). */
export interface Shape {
  readonly state: "ENABLED";
  readonly variants: Readonly<Record<"on" | "off", FlagValue>>;
  readonly defaultVariant: "on" | "off";
  readonly targeting: Targeting | null;
}

/**
 * The one form in which each exposure is written. `on` stands first and the weights are whole numbers on one scale, so
 * that a wider share keeps everyone; everyone is the default variant, so that callers without an id are among them;
 * the state is always ENABLED, because a DISABLED flag serves each caller the default of its own code.
 */
export function encode({ actors, percent }: Exposure, { on, off }: Variants): Shape {
  const whole = { state: "ENABLED", variants: { on, off } } as const;
  if (percent === 100) return { ...whole, defaultVariant: "on", targeting: null };
  const split = percent === 0 ? null : splitAt(percent);
  const targeting: Targeting | null =
    actors.length === 0 ? split : { if: [{ in: [{ var: "targetingKey" }, actors] }, "on", split] };
  return { ...whole, defaultVariant: "off", targeting };
}

function splitAt(percent: number): Split {
  const weight = flagdWeight(percent);
  return {
    fractional: [
      ["on", weight],
      ["off", flagdScale - weight],
    ],
  };
}

/** Whether flagd holds the exposure exactly: percents in thousandths, ids that are not empty. */
export function holdsExposure({ actors, percent }: Exposure): Held {
  if (!(percent >= 0 && percent <= 100)) return { ok: false, why: `${percent} % is not between 0 and 100` };
  const nearest = flagdPercent(flagdWeight(percent));
  if (nearest !== percent) {
    return { ok: false, why: `flagd holds percents in steps of 0.001: ${percent} % would become ${nearest} %` };
  }
  if (actors.includes("")) return { ok: false, why: "an actor's id is empty: no caller has it" };
  return { ok: true };
}

/** Whether flagd accepts the two values side by side; it wants them of one type. */
export function holdsVariants({ on, off }: Variants): Held {
  const types = [kindOf(on), kindOf(off)] as const;
  if (types[0] === types[1]) return { ok: true };
  return { ok: false, why: `flagd wants variants of one type: on is a ${types[0]}, off is a ${types[1]}` };
}
