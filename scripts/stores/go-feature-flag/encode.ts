import { capabilities, whyNotHeld } from "../../flag/capabilities.ts";
import type { Exposure } from "../../flag/exposure.ts";
import type { FlagValue } from "../../flag/plan.ts";
import type { Variants } from "../../flag/running.ts";
import { kindOf } from "../flagd/json.ts";
import type { Held } from "../store.ts";

/** More items in one list, and the module answers PARSE_ERROR to everybody. */
export const mostInList = 1000;

/** A rule that serves `on` to the ids of one list; `query` is JsonLogic as text. */
export interface Named {
  readonly name: string;
  readonly query: string;
  readonly variation: "on";
}

/** The part of a GO Feature Flag flag that says who sees it (https://gofeatureflag.org/docs/configure_flag/create-flags). */
export interface Shape {
  readonly variations: Readonly<Record<"off" | "on", FlagValue>>;
  readonly targeting: readonly Named[];
  readonly defaultRule:
    | { readonly variation: "on" | "off" }
    | { readonly percentage: { readonly on: number; readonly off: number } };
}

/**
 * The one form in which each exposure is written. Two variations, named so that `on` comes first in the reverse order
 * by which the engine hands out buckets, with weights that add up to 100, so that a wider share keeps everyone. Everyone
 * is the default variation: a percentage, even 100, is an error for a caller without an id. `disable` is never used: it
 * serves each caller the default of its own code. Queries are JsonLogic: the text language misreads quotes in ids.
 */
export function encode({ actors, percent }: Exposure, { on, off }: Variants): Shape {
  const variations = { off, on };
  if (percent === 100) return { variations, targeting: [], defaultRule: { variation: "on" } };
  const split = { percentage: { on: percent, off: remainder(percent) } };
  return { variations, targeting: named(actors), defaultRule: percent === 0 ? { variation: "off" } : split };
}

/** What is left to 100, in thousandths: `100 - 99.999` is not quite 0.001. */
export function remainder(percent: number): number {
  return Math.round((100 - percent) * 1000) / 1000;
}

function named(actors: readonly string[]): readonly Named[] {
  const chunks = Math.ceil(actors.length / mostInList);
  return Array.from({ length: chunks }, (_, index) => ({
    name: index === 0 ? "actors" : `actors-${index + 1}`,
    query: JSON.stringify({
      in: [{ var: "targetingKey" }, actors.slice(index * mostInList, (index + 1) * mostInList)],
    }),
    variation: "on",
  }));
}

/** Whether GO Feature Flag holds the exposure exactly. */
export function holdsExposure(exposure: Exposure): Held {
  const why = whyNotHeld(capabilities["go-feature-flag"], exposure);
  if (why !== null) return { ok: false, why };
  // Half a surrogate pair becomes U+FFFD in UTF-8, and would name whoever has that.
  if (exposure.actors.every((id) => Buffer.from(id).toString() === id)) return { ok: true };
  return { ok: false, why: "an actor's id is not well-formed Unicode: the engine would read another id" };
}

/** Applications ask for a value of one type, and get their own default for the other. */
export function holdsVariants({ on, off }: Variants): Held {
  const types = [kindOf(on), kindOf(off)] as const;
  if (types[0] === types[1]) return { ok: true };
  return { ok: false, why: `the two variations are asked for as one type: on is a ${types[0]}, off is a ${types[1]}` };
}
