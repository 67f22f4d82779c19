import type { ReleasePlan } from "./plan.ts";
import { sameCohort, sameRecorded } from "./recorded.ts";
import type { Applied, Recorded } from "./running.ts";

/** What was applied to one flag in one store, from which commit, and since when it is known to be so. */
export interface Deployment {
  readonly environment: string;
  /** The store's name for people, which tells two stores of an environment apart. */
  readonly store: string;
  readonly key: string;
  readonly plan: string;
  readonly standing: string;
  readonly exposure: Recorded;
  /** The hash that selects the people of a percentage. */
  readonly cohort: string;
  /** The commit of main that was applied. */
  readonly commit: string;
  /** ISO 8601 instant of the write. */
  readonly appliedAt: string;
  /**
   * ISO 8601 instant at which the store was seen to serve it: by its own evaluation where it can be asked, else by
   * reading the write back. Null while it does not.
   */
  readonly verifiedAt: string | null;
}

/** The record of one flag in one store. */
export function deploymentOf(
  deployments: readonly Deployment[],
  at: { readonly environment: string; readonly store: string; readonly key: string },
): Deployment | null {
  const same = (one: Deployment) => one.key === at.key && one.store === at.store && one.environment === at.environment;
  return deployments.find(same) ?? null;
}

/** True where a write beside the flag and a record speak of the same thing. */
export function isOf(deployment: Deployment, applied: Applied): boolean {
  return (
    deployment.plan === applied.plan &&
    deployment.standing === applied.standing &&
    sameCohort(applied.cohort, deployment.cohort) &&
    sameRecorded(deployment.exposure, applied.exposure)
  );
}

/** True where the record is of the plan as it stands. */
export function isCurrent({ plan, standing }: Pick<Deployment, "plan" | "standing">, of: ReleasePlan): boolean {
  return plan === of.name && standing === of.standing;
}

/**
 * The hash that selected the people of a percentage when it began. What a flag adds to its store's hash may be known only
 * once the flag is there, after our write: then the record of the deployment has it.
 */
export function cohortBegun(applied: Applied, deployed: Deployment | null): string {
  return deployed !== null && isOf(deployed, applied) ? deployed.cohort : applied.cohort;
}
