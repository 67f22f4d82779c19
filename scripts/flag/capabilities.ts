import type { StoreSettings } from "./settings.ts";

/** What a kind of store can hold and promise; plans are judged against it before they merge. */
export interface Capabilities {
  /** For people: `Unleash`. */
  readonly title: string;
  /** Smallest step of a percent it holds exactly. What lies between two steps it would cut down to the lower one. */
  readonly percentStep: number;
  /** Most named actors of one flag, or null where there is no limit known. */
  readonly actorLimit: number | null;
  /** What becomes visible at once: one flag, the whole document, or neither. */
  readonly atomicWrite: "flag" | "file" | "none";
  /** Whether a write can be refused where somebody else was faster. Where not, two syncs at once are only seen afterwards. */
  readonly compareAndSwap: boolean;
  /** What a caller without an id is served while not everyone sees the flag: `off`, or the default of its own code. */
  readonly withoutId: "off" | "code default";
  /** Whether the store has approvals of its own that can refuse a write of ours. */
  readonly ownApprovals: boolean;
  /** Whether it remembers who changed a flag, so that a change by hand has a name. */
  readonly audit: boolean;
  /** The hash that selects the people of a percentage: a name in cohort/. */
  readonly cohort: string;
}

const flagd: Capabilities = {
  title: "flagd",
  percentStep: 0.001,
  actorLimit: null,
  atomicWrite: "file",
  compareAndSwap: true,
  withoutId: "off",
  ownApprovals: false,
  audit: false,
  cohort: "flagd-murmur3-v2",
};

const flipper: Capabilities = { ...flagd, title: "Flipper", atomicWrite: "flag", cohort: "flipper-crc32" };

/** What every kind of store promises. The adapter's own tests hold it to its row. */
export const capabilities = {
  flagd,
  "go-feature-flag": { ...flagd, title: "GO Feature Flag", withoutId: "code default", cohort: "goff-fnv1a" },
  "flipper-sql": flipper,
  // Flipper's ActorLimit adapter refuses the 101st actor from version 1.3.0 on; only the tables themselves lie behind it.
  "flipper-http": { ...flipper, actorLimit: 100, atomicWrite: "none", compareAndSwap: false },
  "flipper-script": { ...flipper, actorLimit: 100 },
  // rollout is read as a whole number; constraintValues allows 250 values unless the server is told otherwise.
  unleash: {
    ...flagd,
    title: "Unleash",
    percentStep: 1,
    actorLimit: 250,
    atomicWrite: "none",
    compareAndSwap: false,
    ownApprovals: true,
    audit: true,
    cohort: "unleash-murmur3",
  },
  launchdarkly: {
    ...flagd,
    title: "LaunchDarkly",
    atomicWrite: "flag",
    compareAndSwap: true,
    ownApprovals: true,
    audit: true,
    cohort: "ld-sha1",
  },
  memory: { ...flagd, title: "memory", atomicWrite: "flag" },
} as const satisfies Record<StoreSettings["kind"], Capabilities>;

/** The percent a store would really serve where it is asked for one between two of its steps. */
export function percentServed({ percentStep }: Capabilities, percent: number): number {
  const steps = percent / percentStep;
  const whole = Math.abs(steps - Math.round(steps)) < 1e-6 ? Math.round(steps) : Math.floor(steps);
  return Number((whole * percentStep).toFixed(3));
}

/** Why a kind of store cannot hold an exposure exactly, with what it would do instead; null where it can. */
export function whyNotHeld(
  store: Capabilities,
  { actors, percent }: { readonly actors: readonly unknown[]; readonly percent: number },
): string | null {
  const { title, percentStep, actorLimit } = store;
  if (!(percent >= 0 && percent <= 100)) return `${percent} % is not between 0 and 100`;
  const served = percentServed(store, percent);
  if (served !== percent)
    return `${title} holds percents in steps of ${percentStep}: ${percent} % would become ${served} %`;
  if (actorLimit !== null && percent < 100 && actors.length > actorLimit)
    return `${title} takes at most ${actorLimit} named actors a flag, not ${actors.length}`;
  if (actors.includes("")) return "an actor's id is empty: no caller has it";
  return null;
}
