import { createHash } from "node:crypto";
import { type Exposure, exposure, sameExposure } from "./exposure.ts";
import type { Applied, Recorded, Running, Variants } from "./running.ts";

/** What a store remembers of an exposure: enough to tell whether somebody changed it, not enough to name anybody. */
export function recorded({ actors, percent }: Exposure): Recorded {
  const named = percent === 100 ? [] : exposure(actors, percent).actors;
  return { percent, actors: named.length, digest: digest(named) };
}

/** Digest of the two values, whatever the order of an object's keys. */
export function variantsDigest({ on, off }: Variants): string {
  return digest([sorted(on), sorted(off)]);
}

export function sameVariants(a: Variants, b: Variants): boolean {
  return JSON.stringify([sorted(a.on), sorted(a.off)]) === JSON.stringify([sorted(b.on), sorted(b.off)]);
}

/** True where both record the same write. The instant makes no difference: a write that is repeated is the same write. */
export function sameApplied(a: Applied | null, b: Applied | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    sameRecorded(a.exposure, b.exposure) &&
    a.variants === b.variants &&
    a.plan === b.plan &&
    a.standing === b.standing &&
    a.commit === b.commit &&
    a.cohort === b.cohort
  );
}

/**
 * The standing a record speaks of. That of a write which was begun and not ended says so behind a comma (`canary,
 * interrupted`), so that it is the record of no stage; no stage has a comma in its name.
 */
export const standingOf = ({ standing }: Applied): string => standing.split(",", 1)[0]!;

/**
 * True where both name the hash that selects the same people. A store may learn what a flag adds to its hash (a salt
 * after the slash) only once the flag exists: a record without it speaks of the same hash.
 */
export function sameCohort(recorded: string, found: string): boolean {
  return recorded === found || found.startsWith(`${recorded}/`);
}

/** True where nothing about the flag changed between two readings. */
export function sameRunning(a: Running, b: Running): boolean {
  return (
    sameExposure(a.exposure, b.exposure) &&
    sameVariants(a.variants, b.variants) &&
    sameApplied(a.applied, b.applied) &&
    a.cohort === b.cohort &&
    a.foreign.length === b.foreign.length &&
    a.foreign.every((element, index) => element === b.foreign[index])
  );
}

/** True where the store still holds exactly what our last write left there. */
export function untouched({ applied, exposure: runs, variants, foreign }: Running): boolean {
  return (
    applied !== null &&
    foreign.length === 0 &&
    sameRecorded(applied.exposure, recorded(runs)) &&
    applied.variants === variantsDigest(variants)
  );
}

export function sameRecorded(a: Recorded, b: Recorded): boolean {
  return a.percent === b.percent && a.actors === b.actors && a.digest === b.digest;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
