import { type Exposure, everyone, nobody } from "../../flag/exposure.ts";
import type { FlagValue } from "../../flag/plan.ts";
import type { Reading } from "../../flag/running.ts";
import { isObject, type Json, kindOf, quoted } from "./json.ts";
import { fromMetadata } from "./record.ts";
import { decodeTargeting } from "./targeting.ts";

/**
 * One flag of a flagd document. Only the forms that `encode` writes are understood; anything else is named as foreign
 * and counts as everyone, the most it can show, because a guess about who sees a flag is worth nothing.
 */
export function decode(flag: unknown): Reading {
  if (!isObject(flag)) return unreadable(`it is ${kindOf(flag)}, not an object`);
  const { variants } = flag;
  if (!isObject(variants)) return unreadable("it has no variants");
  if (!Object.hasOwn(variants, "on") || !Object.hasOwn(variants, "off")) {
    return unreadable(`its variants are ${quoted(Object.keys(variants))}, not "on" and "off"`);
  }
  const values = { on: variants.on as FlagValue, off: variants.off as FlagValue };
  return {
    kind: "running",
    running: { ...shown(flag, variants), variants: values, applied: fromMetadata(flag.metadata) },
  };
}

function unreadable(why: string): Reading {
  return { kind: "unreadable", why: `${why}: mend it or take it out of the document by hand; it is left alone` };
}

function shown(flag: Json, variants: Json): { readonly exposure: Exposure; readonly foreign: readonly string[] } {
  const { state, defaultVariant, targeting } = flag;
  const targeted = decodeTargeting(targeting);
  const foreign = [
    ...Object.keys(variants)
      .filter((name) => name !== "on" && name !== "off")
      .map((name) => `a third variant, ${JSON.stringify(name)}`),
    ...(state === "ENABLED" ? [] : [stateless(state)]),
    ...(defaultVariant === "on" || defaultVariant === "off" ? [] : [defaultless(defaultVariant)]),
    ...(targeted === null ? [`targeting ${operator(targeting)}in another form than ours`] : []),
    ...(defaultVariant === "on" && targeted !== null && targeted !== nobody
      ? ["targeting beside defaultVariant on"]
      : []),
  ];
  if (state === "DISABLED") return { exposure: nobody, foreign };
  if (foreign.length > 0 || targeted === null || defaultVariant === "on") return { exposure: everyone, foreign };
  return { exposure: targeted, foreign };
}

function stateless(state: unknown): string {
  if (state === "DISABLED") return "state DISABLED: each caller is served the default of its own code";
  return state === undefined ? "no state" : `state ${JSON.stringify(state)}`;
}

function defaultless(variant: unknown): string {
  if (typeof variant === "string" && variant !== "")
    return `defaultVariant ${JSON.stringify(variant)}, neither on nor off`;
  return "no defaultVariant: whoever is not targeted is served the default of their own code";
}

function operator(targeting: unknown): string {
  return isObject(targeting) ? `(${quoted(Object.keys(targeting))}) ` : "";
}
