import { flagdPercent, flagdScale } from "../../cohort/flagd.ts";
import { type Exposure, exposure, nobody } from "../../flag/exposure.ts";
import { isObject, type Json } from "./json.ts";

/**
 * Whom targeting puts on, where it is exactly one of the forms that `encode` writes; null for any other form, however
 * close it comes. An empty object is what flagd takes for no targeting.
 */
export function decodeTargeting(targeting: unknown): Exposure | null {
  if (targeting === undefined || targeting === null) return nobody;
  if (!isObject(targeting)) return null;
  if (Object.keys(targeting).length === 0) return nobody;
  if (!only(targeting, "if")) return percentOf(targeting, []);
  const branches = targeting.if;
  if (!Array.isArray(branches) || branches.length !== 3) return null;
  const [test, then, otherwise] = branches;
  const actors = actorsOf(test);
  if (actors === null || then !== "on") return null;
  return otherwise === null ? exposure(actors, 0) : percentOf(otherwise, actors);
}

/** A text in the list's place would match every id that is a part of it, and is refused like any other form. */
function actorsOf(test: unknown): readonly string[] | null {
  if (!isObject(test) || !only(test, "in") || !Array.isArray(test.in) || test.in.length !== 2) return null;
  const [what, list] = test.in;
  if (!isObject(what) || !only(what, "var") || what.var !== "targetingKey") return null;
  if (!Array.isArray(list) || list.length === 0 || !list.every((id) => typeof id === "string")) return null;
  return list;
}

/** `on` first, whole numbers on our scale, both sides above 0: flagd reads other weights as other people, or as nobody. */
function percentOf(split: unknown, actors: readonly string[]): Exposure | null {
  if (!isObject(split) || !only(split, "fractional") || !Array.isArray(split.fractional)) return null;
  const [first, second, ...rest] = split.fractional;
  if (!Array.isArray(first) || !Array.isArray(second) || rest.length > 0) return null;
  if (first.length !== 2 || second.length !== 2 || first[0] !== "on" || second[0] !== "off") return null;
  const weight: unknown = first[1];
  if (typeof weight !== "number" || !Number.isInteger(weight) || weight <= 0 || weight >= flagdScale) return null;
  return second[1] === flagdScale - weight ? exposure(actors, flagdPercent(weight)) : null;
}

function only(object: Json, key: string): boolean {
  const keys = Object.keys(object);
  return keys.length === 1 && keys[0] === key;
}
