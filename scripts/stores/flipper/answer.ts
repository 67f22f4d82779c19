import type { Reading } from "../../flag/running.ts";
import { fromMetadata } from "../flagd/record.ts";
import { type GateRow, runningOf } from "./gates.ts";
import { idOf } from "./ids.ts";

/** What a script printed about one flag when it last ran. Actors are digests. */
export interface Reported {
  readonly exists: boolean;
  readonly boolean: string | null;
  readonly percent: string | null;
  readonly actors: readonly string[];
  readonly foreign: readonly (readonly [gate: string, value: string])[];
  /** The record of a write as it was handed over; read by `fromMetadata`. */
  readonly applied: unknown;
}

export interface Answer {
  /** Which script printed it. */
  readonly script: string | null;
  readonly flags: ReadonlyMap<string, Reported>;
  /** Every flag the application has. */
  readonly features: readonly string[];
  /** By flag, how the last change went: written, unchanged, conflict... */
  readonly results: ReadonlyMap<string, string>;
}

/** Nothing has run yet, so nothing is known to be there. The script itself refuses to change what it does not expect. */
export const noAnswer: Answer = { script: null, flags: new Map(), features: [], results: new Map() };

/**
 * What a script printed, or null where it is not that: empty, cut short, or something else. It is one line; what else
 * stands there is the application's log, which Rails may write to the same place.
 */
export function parseAnswer(text: string): Answer | null {
  const lines = text.split("\n").filter((line) => line.startsWith('{"version":1,"script":'));
  let found: unknown;
  try {
    found = JSON.parse(lines.at(-1) ?? text);
  } catch {
    return null;
  }
  if (!isMap(found) || found.version !== 1 || !isMap(found.flags) || !isMap(found.results)) return null;
  const { features, script } = found;
  const flags = Object.entries(found.flags);
  const results = Object.entries(found.results);
  if (
    typeof script !== "string" ||
    !isTexts(features) ||
    !flags.every(isReported) ||
    !isTexts(results.map(([, result]) => result))
  )
    return null;
  return {
    script,
    features,
    flags: new Map(flags as [string, Reported][]),
    results: new Map(results as [string, string][]),
  };
}

/** The answer as a reading, actors named by the ids we know. */
export function readingIn({ flags }: Answer, key: string, ids: readonly string[]): Reading {
  const reported = flags.get(key);
  if (reported === undefined) return { kind: "absent" };
  const applied = fromMetadata(reported.applied);
  if (!reported.exists && applied === null) return { kind: "absent" };
  const rows: GateRow[] = [
    ...(reported.boolean === null ? [] : [{ gate: "boolean", value: reported.boolean }]),
    ...(reported.percent === null ? [] : [{ gate: "percentage_of_actors", value: reported.percent }]),
    ...reported.actors.map((digest) => ({ gate: "actors", value: idOf(key, digest, ids) })),
    ...reported.foreign.map(([gate, value]) => ({ gate, value })),
  ];
  return { kind: "running", running: runningOf(rows, applied) };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const isTextOrNull = (value: unknown) => value === null || typeof value === "string";

function isReported([, value]: [string, unknown]): boolean {
  if (!isMap(value) || typeof value.exists !== "boolean" || !isTexts(value.actors)) return false;
  const { boolean, percent, foreign } = value;
  return isTextOrNull(boolean) && isTextOrNull(percent) && Array.isArray(foreign) && foreign.every(isTexts);
}
