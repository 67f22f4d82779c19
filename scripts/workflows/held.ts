import type { ReleasePlan } from "../flag/plan.ts";
import { unresolvedRevert } from "../flag/wanted.ts";
import type { Forge, Issue } from "../forge/forge.ts";
import { reasonOf } from "./careful.ts";

/** Label of the issues that hold a plan where the commit of a revert could not be made. */
export const holdLabel = "flaghoist-hold";

/** The open hold issues of all plans, or why they could not be read. */
export type Holds = readonly Issue[] | { readonly why: string };

/** Never throws: who cannot be told what is held raises nothing, and takes down what fails all the same. */
export async function readHolds(forge: Pick<Forge, "issues">): Promise<Holds> {
  try {
    return await forge.issues(holdLabel);
  } catch (thrown) {
    return { why: `whether an issue holds it cannot be told: ${reasonOf(thrown)}` };
  }
}

/** Why a plan may not be raised, whatever any file says; null where nothing holds it. */
export function heldBecause(plan: ReleasePlan, holds: Holds): string | null {
  const revert = unresolvedRevert(plan);
  if (revert !== null) return `reverted from ${revert.from}: ${revert.because}`;
  if ("why" in holds) return holds.why;
  const hold = holds.find(({ key }) => key === plan.name);
  return hold === undefined ? null : `held by issue ${hold.number}: ${hold.title}`;
}
