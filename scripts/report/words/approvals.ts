import type { Finding } from "../../gates/gate.ts";
import { involvement } from "../../gates/reviews.ts";
import type { PlanReport } from "../value.ts";

/** A discipline that has not approved yet, why, and whom to ask: users and teams as the settings name them. */
export interface Owed {
  readonly finding: Finding;
  readonly discipline: string;
  readonly people: readonly string[];
}

/** Only while approvals wait: where they are refused or cannot be told, the finding itself says what to do. */
export function owed({ verdict, subject, evidence }: PlanReport): readonly Owed[] {
  const { disciplines } = subject.settings;
  const request = evidence.pullRequest;
  return verdict.findings.flatMap((finding) => {
    const { gate, outcome, about } = finding;
    if (gate !== "approvals" || outcome !== "wait" || about === undefined) return [];
    const named = Object.hasOwn(disciplines, about) ? disciplines[about]! : [];
    const free = named.filter((name) => name.includes("/") || request === null || involvement(name, request) === null);
    return [{ finding, discipline: about, people: free }];
  });
}
