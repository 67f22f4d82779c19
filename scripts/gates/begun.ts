import { DateTime } from "luxon";
import { isCurrent } from "../flag/deployment.ts";
import { nobody, sameExposure } from "../flag/exposure.ts";
import { stageNamed } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { StoreEvidence } from "./gate.ts";
import { place } from "./readings.ts";

/** Since when people see what a plan's standing says, and the stores that do not serve it yet. */
export interface Begun {
  readonly since: DateTime | null;
  readonly unverified: readonly string[];
}

/**
 * A stage begins when the last store of its environment was verified to serve it, and never before the commit that set
 * it. `committed` is that commit's time.
 */
export function begun(plan: ReleasePlan, committed: DateTime | null, stores: readonly StoreEvidence[]): Begun {
  const stage = stageNamed(plan, plan.standing);
  if (stage === null || committed === null) return { since: committed, unverified: [] };
  const verified = stores
    .filter(({ environment }) => environment === stage.environment)
    .map((one) => verifiedAt(plan, one));
  const times = verified.flatMap((one) => (one.kind === "at" ? [DateTime.fromISO(one.at, { zone: "utc" })] : []));
  const unverified = verified.flatMap((one) => (one.kind === "not yet" ? [one.why] : []));
  return { since: times.reduce((latest, time) => (time > latest ? time : latest), committed), unverified };
}

type VerifiedAt =
  | { readonly kind: "at"; readonly at: string }
  | { readonly kind: "nothing to verify" }
  | { readonly kind: "not yet"; readonly why: string };

function verifiedAt(plan: ReleasePlan, evidence: StoreEvidence): VerifiedAt {
  const { reading, wanted, deployed = null } = evidence;
  if (deployed !== null && isCurrent(deployed, plan)) {
    const { verifiedAt: at, appliedAt } = deployed;
    if (at !== null) return { kind: "at", at };
    return notYet(`${place(evidence)} was written ${appliedAt}, and its evaluation has not agreed yet`);
  }
  if (reading.kind === "absent" && sameExposure(wanted.exposure ?? nobody, nobody))
    return { kind: "nothing to verify" };
  if (reading.kind !== "running") return notYet(`${place(evidence)} was not seen to serve ${plan.standing}`);
  // A store remembers our write beside the flag, and a write is read back before it counts.
  const { applied } = reading.running;
  if (applied !== null && isCurrent(applied, plan)) return { kind: "at", at: applied.at };
  return notYet(`${place(evidence)} has not been brought to ${plan.standing} yet`);
}

const notYet = (why: string): VerifiedAt => ({ kind: "not yet", why });
