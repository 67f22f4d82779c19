import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import type { Evidence, Finding, GateName, Outcome, Subject } from "../../scripts/gates/gate.ts";
import { worst } from "../../scripts/gates/gate.ts";
import { exposureChanges } from "../../scripts/plan/exposure.ts";
import type { Move } from "../../scripts/plan/move.ts";
import type { PlanReport, Problem, Report } from "../../scripts/report/value.ts";
import { local, plan, settings, withStage } from "../support/plans.ts";

/** The sample plan, expecting 1,200 people at 10 %. */
export const at = (standing: string, parts: Partial<ReleasePlan> = {}): ReleasePlan =>
  plan({ ...withStage(plan(), "canary", { expected: { uniqueUsers: 1200 } }), standing, ...parts });

export const now = local("2025-03-12T15:00");
export const head = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

export const pullRequest: NonNullable<Evidence["pullRequest"]> = {
  number: 12,
  title: "Promote form1095b to half",
  url: "https://example.gov/pull/12",
  author: "wren-tanaka",
  requestedBy: null,
  branch: "promote/form1095b-half",
  draft: false,
  base: "9f8e7d6c",
  head,
  pushedAt: local("2025-03-12T10:00"),
  pushers: [],
  reviews: ["rlindqvist", "tmarsh", "pvandermeer"].map((by, i) => {
    const review = { opinion: "approved", at: local("2025-03-12T11:00"), commit: head } as const;
    return { id: `220${i}`, by, bot: false, edited: false, ...review };
  }),
};

export const evidence: Evidence = {
  now,
  since: local("2025-03-12T09:00"),
  measurements: [],
  stores: [],
  pullRequest,
  entitled: {
    product: { kind: "members", logins: ["rlindqvist"] },
    engineering: { kind: "members", logins: ["tmarsh", "jwexler"] },
    octo: { kind: "members", logins: ["pvandermeer"] },
  },
  holds: [],
  references: [],
};

type More = Partial<Pick<Finding, "about" | "until" | "waitsFor">>;

/** `finding("wait soak.not-elapsed", "stood in canary ...")` */
export function finding(what: `${Outcome} ${GateName}.${string}`, because: string, more: More = {}): Finding {
  const [outcome, reason] = what.split(" ") as [Outcome, string];
  return { gate: reason.split(".")[0] as GateName, outcome, reason, because, ...more };
}

interface Parts {
  readonly base?: ReleasePlan | null;
  readonly head?: ReleasePlan | null;
  readonly edits?: readonly string[];
  readonly evidence?: Partial<Evidence>;
  readonly settings?: Partial<Subject["settings"]>;
  readonly digest?: string;
}

export function planReport(move: Move, findings: readonly Finding[], parts: Parts = {}): PlanReport {
  const { base = at("canary"), head = at("half"), edits = [], evidence: more, settings: other, ...rest } = parts;
  return {
    subject: { move, base, head, settings: { ...settings, ...other } },
    evidence: { ...evidence, ...more },
    verdict: { plan: move.plan, move, outcome: worst(findings.map(({ outcome }) => outcome)), findings },
    exposure: exposureChanges({ name: move.plan, base, head }, move),
    edits,
    ...rest,
  };
}

export function report(judged: readonly PlanReport[], diagnostics: readonly Problem[] = []): Report {
  const broken = diagnostics.some(({ diagnostic }) => diagnostic.severity === "error");
  const found = judged.map(({ verdict }) => verdict.outcome);
  return {
    base: "9f8e7d6c",
    head,
    outcome: worst([...found, ...(broken ? ["fail" as const] : [])]),
    judged,
    diagnostics,
  };
}

export const promote = (from = "canary", to = "half"): Move => ({ kind: "promote", plan: "form1095b", from, to });
