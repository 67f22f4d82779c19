import { fnv1a } from "../../cohort/goff.ts";
import { isObject, type Json } from "../flagd/json.ts";
import { mostInList } from "./encode.ts";
import { misshapen } from "./shape.ts";
import { listIn } from "./targeting.ts";

/** What the engine gives one caller: a variation's value, the default of the caller's own code, or nobody here knows. */
export type Served =
  | { readonly kind: "value"; readonly variation: string; readonly value: unknown }
  /** `code` is the engine's: TARGETING_KEY_MISSING, DISABLED, FLAG_CONFIG, PARSE_ERROR. */
  | { readonly kind: "default"; readonly code: string }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * The evaluation of GO Feature Flag, for flags whose variations are on and off, queries that are lists of ids, and
 * percentages: rebuilt, because its engine (https://github.com/thomaspoignant/go-feature-flag, the evaluation module)
 * comes in no package of npm. Held to the recorded answers of module 0.2.4; what it does not know it says.
 */
export function evaluateFlag(key: string, flag: Json, id: string | null): Served {
  if (misshapen(flag) !== null) return failed("PARSE_ERROR");
  const odd = ["scheduledRollout", "experimentation", "bucketingKey"].find((name) => flag[name] !== undefined);
  if (odd !== undefined) return unknown(odd);
  const rules = Array.isArray(flag.targeting) ? flag.targeting.map((rule): Json => rule ?? {}) : [];
  const byDefault = flag.defaultRule;
  if (!isObject(byDefault)) return failed("FLAG_CONFIG");
  const all = [...rules, byDefault];
  if (all.some(({ progressiveRollout }) => progressiveRollout !== undefined)) return unknown("progressiveRollout");
  const lists = rules.map(({ query }) => listIn(query));
  if (lists.some((list) => list !== null && list.length > mostInList)) return failed("PARSE_ERROR");
  const keyless = id === null || id === "";
  if (keyless && all.some(({ percentage }) => isObject(percentage))) return failed("TARGETING_KEY_MISSING");
  if (flag.disable === true) return failed("DISABLED");
  for (const [index, rule] of rules.entries()) {
    if (rule.disable === true) continue;
    const list = lists[index] ?? null;
    const always = rule.query === undefined || rule.query === "";
    if (list === null && !always) return unknown(`the query of rule ${index + 1}`);
    // A caller without an id has the empty one, which somebody may have put into a list by hand.
    if (always || list?.includes(id ?? "") === true) return outcome(key, flag, rule, id);
  }
  return outcome(key, flag, byDefault, id);
}

function outcome(key: string, flag: Json, rule: Json, id: string | null): Served {
  if (isObject(rule.percentage)) return split(key, flag, rule.percentage, id ?? "");
  return typeof rule.variation === "string" ? serve(flag, rule.variation) : failed("FLAG_CONFIG");
}

/** Names in reverse order share out the buckets; weights are thousandths, cut down to whole numbers. */
function split(key: string, flag: Json, { on, off, ...others }: Json, id: string): Served {
  if (Object.keys(others).length > 0) return unknown("percentages of other variations than on and off");
  const [first, rest] = [on ?? 0, off ?? 0];
  if (typeof first !== "number" || typeof rest !== "number" || first < 0 || rest < 0)
    return unknown("percentages below 0");
  const buckets = Math.trunc((first + rest) * 1000);
  if (buckets <= 0) return failed("FLAG_CONFIG");
  const bucket = fnv1a(Buffer.from(key + id)) % buckets;
  return serve(flag, bucket < Math.trunc(first * 1000) ? "on" : "off");
}

function serve(flag: Json, variation: string): Served {
  const { variations } = flag;
  if (!isObject(variations) || !Object.hasOwn(variations, variation)) return failed("FLAG_CONFIG");
  return { kind: "value", variation, value: variations[variation] };
}

const failed = (code: string): Served => ({ kind: "default", code });
const unknown = (what: string): Served => ({ kind: "unknown", why: `${what} is not evaluated here` });
