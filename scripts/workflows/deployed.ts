import { DateTime, type Duration } from "luxon";
import { type Deployment, isOf } from "../flag/deployment.ts";
import type { Exposure } from "../flag/exposure.ts";
import { recorded, sameRecorded } from "../flag/recorded.ts";
import type { Applied, Reading, WriteResult } from "../flag/running.ts";
import { after } from "../flag/time.ts";
import type { Step } from "../reconcile/reconcile.ts";
import type { Store } from "../stores/store.ts";
import { confirm } from "./confirm.ts";

/** A flag whose store does not serve what it says it holds. `settling`: not yet, and it still may by itself. */
export interface Unconfirmed {
  readonly key: string;
  readonly why: string;
  readonly settling: boolean;
}

/** What one store was found to run after a sync, and where its evaluation says otherwise. */
export interface StoreRecords {
  readonly deployments: readonly Deployment[];
  /** Flags that are not there, and are to be so: nothing is recorded of them any more. */
  readonly gone: readonly string[];
  readonly unconfirmed: readonly Unconfirmed[];
}

interface Synced {
  readonly environment: string;
  readonly propagation: Duration;
  readonly store: Store;
  readonly steps: readonly Step[];
  readonly readings: ReadonlyMap<string, Reading>;
  readonly results: readonly WriteResult[];
}

/**
 * The records of one store after a sync. What ran before and was verified keeps its record; what is new is verified
 * first; what somebody changed by hand keeps the record of our last write, because that is what they changed.
 */
export async function recordsAfter(
  synced: Synced,
  before: readonly Deployment[],
  now: DateTime,
): Promise<StoreRecords> {
  const earlier = new Map(before.map((one) => [one.key, one]));
  const done = new Map(synced.results.map(({ key, status }) => [key, status === "applied" || status === "unchanged"]));
  const found = synced.steps.map((step) => ({ step, holds: holdsNow(step, synced.readings, done) }));
  const fresh = found.flatMap(({ step: { key }, holds }) => {
    const was = earlier.get(key);
    if (holds?.kind !== "ours") return [];
    const known =
      was !== undefined && isOfWrite(was, holds.applied) && was.cohort === holds.cohort && was.verifiedAt !== null;
    return known ? [] : [{ key, ...holds }];
  });
  const served = new Set(synced.results.flatMap((one) => ("served" in one && one.served ? [one.key] : [])));
  const against = await confirm(
    synced.store,
    fresh.filter(({ key }) => !served.has(key)),
  );

  const records = new Map(earlier);
  const gone = found.flatMap(({ step: { key }, holds }) => (holds?.kind === "gone" ? [key] : []));
  for (const key of gone) records.delete(key);
  for (const one of fresh) records.set(one.key, recordOf(synced, one, earlier.get(one.key), against.has(one.key), now));
  const unconfirmed = fresh.flatMap(({ key, applied }) => {
    const why = against.get(key);
    return why === undefined ? [] : [{ key, why, settling: settles(applied.at, synced.propagation, now) }];
  });
  return { deployments: [...records.values()], gone, unconfirmed };
}

/** The same again at another time, after a hand in between, is another write: whether it is served is asked anew. */
const isOfWrite = (was: Deployment, applied: Applied) => isOf(was, applied) && was.appliedAt === applied.at;

/** True while running processes may not have seen a write of that instant yet. */
export function settles(at: string, propagation: Duration, now: DateTime): boolean {
  return now < after(DateTime.fromISO(at), propagation);
}

type Holds =
  | { readonly kind: "ours"; readonly applied: Applied; readonly exposure: Exposure; readonly cohort: string }
  | { readonly kind: "gone" };

/** What the store holds after its step, where that is what main wants; null where it is not, or not known. */
function holdsNow(
  step: Step,
  readings: ReadonlyMap<string, Reading>,
  done: ReadonlyMap<string, boolean>,
): Holds | null {
  switch (step.kind) {
    case "in-step": {
      const reading = readings.get(step.key);
      if (reading?.kind === "absent") return { kind: "gone" };
      if (reading?.kind !== "running" || reading.running.applied === null) return null;
      const { applied, exposure, cohort = applied.cohort } = reading.running;
      return { kind: "ours", applied, exposure, cohort };
    }
    case "write":
    case "drift-up": {
      const { exposure, applied } = step.write;
      if (done.get(step.key) !== true) return null;
      if (exposure === null) return { kind: "gone" };
      const whole = sameRecorded(recorded(exposure), applied.exposure);
      return whole ? { kind: "ours", applied, exposure, cohort: applied.cohort } : null;
    }
    case "drift-down":
    case "held":
    case "unknown":
    case "first-contact":
      return null;
  }
}

function recordOf(
  { environment, store }: Synced,
  { key, applied, cohort }: { readonly key: string; readonly applied: Applied; readonly cohort: string },
  was: Deployment | undefined,
  refuted: boolean,
  now: DateTime,
): Deployment {
  const { plan, standing, exposure, commit, at } = applied;
  // Nobody asked before, and it was read back when it was written: it has run since then. Where somebody asked and was
  // answered otherwise, it runs from now.
  const since = was !== undefined && isOfWrite(was, applied) ? (was.verifiedAt ?? now.toUTC().toISO()!) : at;
  const verifiedAt = refuted ? null : since;
  const place = { environment, store: store.name, key };
  return { ...place, plan, standing, exposure, cohort, commit, appliedAt: at, verifiedAt };
}
