import { isObject, type Json, kindOf } from "../flagd/json.ts";

type Check = (value: unknown) => string | null;

const a =
  (kind: string): Check =>
  (value) =>
    value === undefined || value === null || kindOf(value) === kind ? null : `is a ${kindOf(value)}, not a ${kind}`;

const rule: Readonly<Record<string, Check>> = {
  name: a("string"),
  query: a("string"),
  variation: a("string"),
  percentage: (value) => a("object")(value) ?? numbers(value),
  progressiveRollout: a("object"),
  disable: a("boolean"),
};

const flag: Readonly<Record<string, Check>> = {
  variations: a("object"),
  targeting: (value) => a("list")(value) ?? rulesIn(value),
  defaultRule: (value) => a("object")(value) ?? within(value, rule),
  metadata: a("object"),
  trackEvents: a("boolean"),
  disable: a("boolean"),
  version: a("string"),
  bucketingKey: a("string"),
  experimentation: a("object"),
  scheduledRollout: a("list"),
};

/**
 * Why readers would reject the whole document because of this flag, or null: each known key is of the type that the
 * engine's own decoder wants (https://gofeatureflag.org/docs/configure_flag/create-flags). What a flag does is another matter.
 */
export function misshapen(one: unknown): string | null {
  return isObject(one) ? within(one, flag) : `it is a ${kindOf(one)}, not an object`;
}

function within(object: unknown, checks: Readonly<Record<string, Check>>): string | null {
  if (!isObject(object)) return null;
  for (const [key, check] of Object.entries(checks)) {
    const why = check(own(object, key));
    if (why !== null) return `${key} ${why}`;
  }
  return null;
}

function rulesIn(list: unknown): string | null {
  for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
    const why = isObject(one) ? within(one, rule) : `is a ${kindOf(one)}, not an object`;
    if (why !== null) return `rule ${index + 1}: ${why}`;
  }
  return null;
}

function numbers(percentage: unknown): string | null {
  const odd = Object.entries(isObject(percentage) ? percentage : {}).find(([, share]) => typeof share !== "number");
  return odd === undefined ? null : `of ${JSON.stringify(odd[0])} is a ${kindOf(odd[1])}, not a number`;
}

const own = (object: Json, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
