import type { ErrorObject, ValidateFunction } from "ajv";
import { compile } from "./compile.ts";
import type { Path } from "./diagnostic.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { say } from "./say.ts";
import type { WrittenPlan } from "./written.ts";
import type { WrittenSettings } from "./written-settings.ts";

export const planShape = lazily<WrittenPlan>("plan");
export const settingsShape = lazily<WrittenSettings>("settings");

/** Compiled when first asked for: a command that reads one plan waits for this longer than for anything else here. */
function lazily<T>(name: "plan" | "settings"): () => ValidateFunction<T> {
  let compiled: ValidateFunction<T> | null = null;
  return () => {
    compiled ??= compile(name) as ValidateFunction<T>;
    return compiled;
  };
}

/** How many of ajv's errors are read: far more than a person will. */
const mostErrors = 500;

/** What a schema has against a value: one problem a place, the most telling where ajv says several. */
export function problemsOf(errors: readonly ErrorObject[], root: unknown): readonly Problem[] {
  const told = new Map<string, { readonly problem: Problem; readonly rank: number }>();
  for (const error of mergeRequired(errors.slice(0, mostErrors).filter(({ keyword }) => !noise.has(keyword)))) {
    const problem = say(error, pathOf(error.instancePath, root), root);
    const key = JSON.stringify([problem.path, problem.at]);
    const rank = rankOf(error.keyword);
    const other = told.get(key);
    if (other === undefined || rank < other.rank) told.set(key, { problem, rank });
  }
  return [...told.values()].map(({ problem }) => problem);
}

/** Keywords that only say that one inside them failed. */
const noise = new Set(["if", "oneOf", "anyOf", "allOf", "propertyNames"]);

const ranks = ["type", "discriminator", "false schema", "required", "not", "enum"];

function rankOf(keyword: string): number {
  const rank = ranks.indexOf(keyword);
  return rank === -1 ? ranks.length : rank;
}

/** Keys missing from one map are one problem, and none where an unknown key is nearly the missing one. */
function mergeRequired(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const missing = new Map<string, ErrorObject>();
  for (const error of errors.filter(({ keyword }) => keyword === "required")) {
    const before: readonly string[] = missing.get(error.instancePath)?.params.missing ?? [];
    const keys = new Set([...before, String(error.params.missingProperty)]);
    missing.set(error.instancePath, { ...error, params: { missing: [...keys] } });
  }
  for (const { keyword, instancePath, params } of errors) {
    const required = missing.get(instancePath);
    if (keyword !== "additionalProperties" || required === undefined) continue;
    const meant = nearest(params.additionalProperty, required.params.missing);
    required.params.missing = required.params.missing.filter((key: string) => key !== meant);
  }
  const rest = errors.filter(({ keyword, params }) => {
    return keyword !== "required" && !(keyword === "discriminator" && params.tagValue === undefined);
  });
  return [...rest, ...[...missing.values()].filter(({ params }) => params.missing.length > 0)];
}

/** A JSON pointer (RFC 6901) as a path: indexes of lists become numbers. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split("/").slice(1)) {
    const step = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(step) : step);
    value = (value as Record<string, unknown>)[step];
  }
  return path;
}
