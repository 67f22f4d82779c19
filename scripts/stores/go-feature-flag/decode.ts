import { type Exposure, everyone, exposure, nobody } from "../../flag/exposure.ts";
import type { FlagValue } from "../../flag/plan.ts";
import type { Reading } from "../../flag/running.ts";
import { isObject, type Json, kindOf, quoted } from "../flagd/json.ts";
import { fromMetadata } from "../flagd/record.ts";
import { namedIn, only, percentIn } from "./targeting.ts";

/** What changes who sees a flag as time passes, without any commit. */
const selfMoving = ["scheduledRollout", "progressiveRollout", "experimentation"];
/** What a flag may hold that shows it to nobody more. */
const harmless = ["variations", "targeting", "defaultRule", "metadata", "trackEvents", "version", "disable"];

/**
 * One flag of a GO Feature Flag document. Only the forms that `encode` writes are understood; anything else is named as
 * foreign and counts as everyone, the most it can show, because a guess about who sees a flag is worth nothing.
 */
export function decode(flag: unknown): Reading {
  if (!isObject(flag)) return unreadable(`it is ${kindOf(flag)}, not an object`);
  const { variations } = flag;
  if (!isObject(variations)) return unreadable("it has no variations");
  if (!Object.hasOwn(variations, "on") || !Object.hasOwn(variations, "off")) {
    return unreadable(`its variations are ${quoted(Object.keys(variations))}, not "on" and "off"`);
  }
  const values = { on: variations.on as FlagValue, off: variations.off as FlagValue };
  return {
    kind: "running",
    running: { ...shown(flag, variations), variants: values, applied: fromMetadata(flag.metadata) },
  };
}

function unreadable(why: string): Reading {
  return { kind: "unreadable", why: `${why}: mend it or take it out of the document by hand; it is left alone` };
}

function shown(flag: Json, variations: Json): { readonly exposure: Exposure; readonly foreign: readonly string[] } {
  const rules = rulesIn(flag.targeting);
  const byDefault = defaultIn(flag.defaultRule);
  const elements = [
    ...Object.keys(variations)
      .filter((name) => name !== "on" && name !== "off")
      .map((name) => `a third variation, ${JSON.stringify(name)}`),
    ...Object.keys(flag)
      .filter((name) => !harmless.includes(name))
      .map(strange),
    ...(flag.disable === undefined || typeof flag.disable === "boolean"
      ? []
      : ["disable that is neither true nor false"]),
    ...(rules === null ? ["targeting that is no list of rules"] : []),
    ...(rules ?? []).flatMap((rule, index) => (namedIn(rule) === null ? [ruleInWords(rule, index)] : [])),
    ...(typeof byDefault === "string" ? [byDefault] : []),
    ...(byDefault === 100 && (rules ?? []).length > 0 ? ["targeting beside a default of on"] : []),
  ];
  if (flag.disable === true) {
    const disabled = "disable: each caller is served the default of its own code";
    return { exposure: nobody, foreign: [disabled, ...elements] };
  }
  if (elements.length > 0 || typeof byDefault === "string") return { exposure: everyone, foreign: elements };
  const actors = (rules ?? []).flatMap((rule) => namedIn(rule) ?? []);
  return { exposure: byDefault === 100 ? everyone : exposure(actors, byDefault), foreign: [] };
}

function rulesIn(targeting: unknown): readonly unknown[] | null {
  if (targeting === undefined || targeting === null) return [];
  return Array.isArray(targeting) ? targeting : null;
}

/** The percent that whoever no rule names falls into; words where it is in another form than ours. */
function defaultIn(rule: unknown): number | string {
  if (isObject(rule) && only(rule, "variation")) {
    if (rule.variation === "on") return 100;
    if (rule.variation === "off") return 0;
    return `a default variation ${JSON.stringify(rule.variation)}, neither on nor off`;
  }
  if (rule === undefined) return "no defaultRule: whoever no rule names is served the default of their own code";
  const percent = percentIn(rule);
  if (percent !== null) return percent;
  const keys = isObject(rule) ? Object.keys(rule) : [];
  const moving = keys.find((key) => selfMoving.includes(key));
  if (moving !== undefined) return `${moving}: it changes who sees the flag as time passes, without a commit`;
  if (keys.includes("percentage")) return "percentages other than on and off that add up to 100 in steps of 0.001";
  return "a defaultRule in another form than ours";
}

function strange(name: string): string {
  if (selfMoving.includes(name)) return `${name}: it changes who sees the flag as time passes, without a commit`;
  if (name === "bucketingKey") return "bucketingKey: another attribute than the targeting key selects people";
  return `an element ${JSON.stringify(name)} that is not known here`;
}

function ruleInWords(rule: unknown, index: number): string {
  const { name } = isObject(rule) ? rule : {};
  const label = typeof name === "string" && name !== "" ? JSON.stringify(name) : `number ${index + 1}`;
  return `a targeting rule, ${label}, in another form than ours`;
}
