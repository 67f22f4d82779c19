import type { DateTime } from "luxon";
import { exposureAt, type PlannedExposure, stageNamed } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Subject, Verdict } from "../gates/gate.ts";
import { judge } from "../gates/judge.ts";
import { gather } from "./gather.ts";
import { nextMove } from "./next.ts";
import { pool } from "./pool.ts";
import type { Ports } from "./ports.ts";
import { plansAt, settingsAt } from "./read.ts";
import { share } from "./shared.ts";
import { baseCommit } from "./sync.ts";

/** Where one plan is, and what its next promotion would be told now. */
export interface PlanStatus {
  readonly plan: ReleasePlan;
  readonly since: DateTime | null;
  readonly exposure: PlannedExposure | null;
  /** Null for a retired plan: nothing is next. */
  readonly next: Verdict | null;
}

export interface Status {
  readonly plans: readonly PlanStatus[];
  readonly broken: readonly string[];
}

/** Where every plan of the base branch is, or the one asked for. */
export async function status(ports: Ports, name: string | null): Promise<Status> {
  const base = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, base);
  ports.progress("Reading the plans");
  const { chosen, broken } = await plansNamed(ports, base, settings, name);
  ports.progress("Reading history and stores");
  const shared = await share(ports, base, settings, chosen, "not needed");
  return {
    plans: await pool(8, chosen, async (plan) => {
      const subject: Subject = { move: nextMove(plan), base: plan, head: plan, settings };
      ports.progress(`Judging ${plan.name}`);
      return {
        plan,
        since: shared.since(plan.file),
        exposure: exposureAt(plan, plan.standing, environmentOf(plan)),
        next: plan.standing === "retired" ? null : judge(subject, await gather(ports, subject, null, shared)),
      };
    }),
    broken,
  };
}

/** Only the plans: their texts and places are free to go before anything else is read. */
async function plansNamed(ports: Ports, base: string, settings: Settings, name: string | null) {
  const { plans, broken } = await plansAt(ports.forge.repository, base, settings);
  return {
    chosen: plans.map(({ value }) => value).filter((plan) => name === null || plan.name === name),
    broken: broken.map(({ file }) => file),
  };
}

/** The environment people ask about: that of the stage it stands in, or of the first one it will. */
function environmentOf(plan: ReleasePlan): string {
  return (stageNamed(plan, plan.standing) ?? plan.stages[0])?.environment ?? "";
}
