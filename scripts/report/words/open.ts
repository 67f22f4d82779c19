import type { Finding } from "../../gates/gate.ts";
import type { PlanReport } from "../value.ts";
import { type Owed, owed } from "./approvals.ts";
import { worstFirst } from "./outcome.ts";

/** The findings of a verdict, each in the one place where a reader looks for it. */
export interface Sorted {
  /** What does not pass, worst first, approvals that only wait left out: those are asked of people. */
  readonly open: readonly Finding[];
  readonly owed: readonly Owed[];
  readonly passed: readonly Finding[];
}

export function sorted(plan: PlanReport): Sorted {
  const asked = owed(plan);
  const { findings } = plan.verdict;
  const open = findings.filter(
    (finding) => finding.outcome !== "pass" && !asked.some((one) => one.finding === finding),
  );
  return { open: worstFirst(open), owed: asked, passed: findings.filter(({ outcome }) => outcome === "pass") };
}
