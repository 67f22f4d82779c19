import { isObject, type Json } from "../flagd/json.ts";
import { mostInList, remainder } from "./encode.ts";

/** The ids a rule names, where it is one of the form that `encode` writes; null for any other, however close. */
export function namedIn(rule: unknown): readonly string[] | null {
  if (!isObject(rule) || rule.variation !== "on") return null;
  const { name, query, variation, disable, ...rest } = rule;
  if (Object.keys(rest).length > 0 || (disable !== undefined && disable !== false)) return null;
  const ids = listIn(query);
  return ids === null || ids.length === 0 || ids.length > mostInList ? null : ids;
}

/** The ids of a query `{"in":[{"var":"targetingKey"},[...]]}`; null for any other. */
export function listIn(query: unknown): readonly string[] | null {
  const logic = typeof query === "string" ? parsed(query) : null;
  if (!isObject(logic) || !only(logic, "in") || !Array.isArray(logic.in) || logic.in.length !== 2) return null;
  const [what, list] = logic.in;
  if (!isObject(what) || !only(what, "var") || what.var !== "targetingKey") return null;
  // A text in the list's place would match every id that is a part of it.
  return Array.isArray(list) && list.every((id) => typeof id === "string") ? list : null;
}

/** The percent of `{"percentage":{"on":10,"off":90}}`; null where it is not on and off, or does not add up to 100. */
export function percentIn(rule: unknown): number | null {
  if (!isObject(rule) || !only(rule, "percentage") || !isObject(rule.percentage)) return null;
  const { on, off, ...rest } = rule.percentage;
  if (Object.keys(rest).length > 0 || typeof on !== "number" || typeof off !== "number") return null;
  const exact = Math.round(on * 1000) / 1000 === on && on > 0 && on < 100;
  return exact && off === remainder(on) ? on : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function only(object: Json, key: string): boolean {
  const keys = Object.keys(object);
  return keys.length === 1 && keys[0] === key;
}
