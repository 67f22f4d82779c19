import { isObject, type Json, kindOf } from "../flagd/json.ts";

type Check = (value: unknown) => string | null;
type Checks = Readonly<Record<string, Check>>;

const a =
  (kind: string): Check =>
  (value) =>
    value === undefined || value === null || kindOf(value) === kind ? null : `is a ${kindOf(value)}, not a ${kind}`;

/** An instant as the engine's decoder reads it (RFC 3339); a date alone is none. */
const instant: Check = (value) =>
  a("string")(value) ??
  (typeof value !== "string" || isInstant(value) ? null : "is no instant like 2025-03-12T09:00:00Z");

const isInstant = (text: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));

const object =
  (checks: Checks): Check =>
  (value) =>
    a("object")(value) ?? within(value, checks);

const step = object({ variation: a("string"), percentage: a("number"), date: instant });

const rule: Checks = {
  name: a("string"),
  query: a("string"),
  variation: a("string"),
  percentage: (value) => a("object")(value) ?? numbers(value),
  progressiveRollout: object({ initial: step, end: step }),
  disable: a("boolean"),
};

const flag: Checks = {
  variations: a("object"),
  targeting: (value) => a("list")(value) ?? each("rule", value, rule),
  defaultRule: object(rule),
  metadata: a("object"),
  trackEvents: a("boolean"),
  disable: a("boolean"),
  version: a("string"),
  bucketingKey: a("string"),
  experimentation: object({ start: instant, end: instant }),
  scheduledRollout: (value) => a("list")(value) ?? each("step", value, { ...flag, date: instant }),
};

/**
 * Why readers would reject the whole document because of this flag, or null: each known key is of the type that the
 * engine's own decoder wants, or null, which it takes for nothing (https://gofeatureflag.org/docs/configure_flag/create-flags). What a flag does is another matter.
 */
export function misshapen(one: unknown): string | null {
  if (one === null) return null;
  if (!isObject(one)) return `it is a ${kindOf(one)}, not an object`;
  return within(one, flag) ?? (isHeld(one) ? null : "it has a number that is larger than readers can hold");
}

/** JSON has larger numbers than a double, and becomes Infinity here; the engine's decoder rejects them wherever they stand. */
function isHeld(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isHeld);
}

function within(object: unknown, checks: Checks): string | null {
  if (!isObject(object)) return null;
  for (const [key, check] of Object.entries(checks)) {
    const why = check(own(object, key));
    if (why !== null) return `${key} ${why}`;
  }
  return null;
}

function each(what: string, list: unknown, checks: Checks): string | null {
  for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
    const why = a("object")(one) ?? within(one, checks);
    if (why !== null) return `${what} ${index + 1} ${why}`;
  }
  return null;
}

function numbers(percentage: unknown): string | null {
  const odd = Object.entries(isObject(percentage) ? percentage : {}).find(([, share]) => a("number")(share) !== null);
  return odd === undefined ? null : `of ${JSON.stringify(odd[0])} ${a("number")(odd[1])}`;
}

const own = (object: Json, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
