import type { ReleasePlan } from "../flag/plan.ts";
import { unresolvedRevert } from "../flag/wanted.ts";
import type { Issue } from "../forge/forge.ts";

/** Why a plan may not be raised, whatever any file says; null where nothing holds it. */
export function heldBecause(plan: ReleasePlan, holds: readonly Issue[]): string | null {
  const revert = unresolvedRevert(plan);
  if (revert !== null) return `reverted from ${revert.from}: ${revert.because}`;
  const hold = holds.find(({ key }) => key === plan.name);
  return hold === undefined ? null : `held by issue ${hold.number}: ${hold.title}`;
}
