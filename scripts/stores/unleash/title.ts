import type { Exposure } from "../../flag/exposure.ts";
import { recorded, sameRecorded } from "../../flag/recorded.ts";
import type { Applied, Recorded } from "../../flag/running.ts";
import { fromMetadata, toMetadata } from "../flagd/record.ts";
import { fieldsOf, listIn } from "./feature.ts";

/** What a strategy of ours is for. */
export type Role = "percent" | "actors" | "everyone";

/**
 * The record of our writes. It stands in the title of the percentage strategy, which every flag we write has in every
 * environment, whatever it shows: so it belongs to that environment alone, and changes in the same request as the
 * percentage. Applications never get titles.
 */
export interface Note {
  /** The last write that was carried out; null before the first one. */
  readonly applied: Applied | null;
  /** A write of several requests that was begun, and what the flag shows after each of them. */
  readonly pending: { readonly applied: Applied; readonly states: readonly Recorded[] } | null;
}

const mark = "[flaghoist]";

export function titleOf(role: Exclude<Role, "percent">): string {
  return `${mark} ${role}`;
}

/** Which of our strategies a title names; null where it is none of them. */
export function roleIn(title: string | null): Role | null {
  const [first, role] = (title ?? "").split(" ");
  return first === mark && (role === "percent" || role === "actors" || role === "everyone") ? role : null;
}

export function done(applied: Applied): string {
  return written({ applied: toMetadata(applied) });
}

/** A write that is about to begin, with what was applied before it. */
export function begun(before: Note | null, applied: Applied, states: readonly Exposure[]): string {
  const earlier = before?.applied ?? null;
  const all = [...(before?.pending?.states ?? []), ...states.map(recorded)];
  const distinct = all.filter((one, index) => all.findIndex((other) => sameRecorded(one, other)) === index);
  return written({
    applied: earlier === null ? null : toMetadata(earlier),
    pending: toMetadata(applied),
    states: distinct.slice(-12),
  });
}

/** What stays of a flag that was removed here while other environments still have it. */
export const tombstone = written({ removed: true });

/** The record of a percentage strategy's title; null where it has none, or a part of it is missing: a guess is no record. */
export function noteIn(title: string | null): Note | null {
  const facts = factsIn(title);
  if (facts === null) return null;
  const applied = fromMetadata(facts.applied);
  const pending = fromMetadata(facts.pending);
  if (applied === null && pending === null) return null;
  const states = (listIn(facts.states) ?? []).map(recordedIn).filter((one) => one !== null);
  return { applied, pending: pending === null ? null : { applied: pending, states } };
}

function recordedIn(json: unknown): Recorded | null {
  const { percent, actors, digest } = fieldsOf(json);
  return typeof percent === "number" && typeof actors === "number" && typeof digest === "string"
    ? { percent, actors, digest }
    : null;
}

function written(facts: Readonly<Record<string, unknown>>): string {
  return `${mark} percent ${JSON.stringify(facts)}`;
}

function factsIn(title: string | null): Readonly<Record<string, unknown>> | null {
  if (title === null || roleIn(title) !== "percent") return null;
  try {
    return fieldsOf(JSON.parse(title.slice(`${mark} percent `.length)));
  } catch {
    return null;
  }
}
