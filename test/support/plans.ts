import { DateTime, Duration } from "luxon";
import type { Metric, Query } from "../../scripts/flag/metric.ts";
import type { Actor, ReleasePlan, Stage, Window } from "../../scripts/flag/plan.ts";
import { noResults } from "../../scripts/flag/results.ts";
import type { Settings } from "../../scripts/flag/settings.ts";

export const zone = "America/New_York";
export const local = (text: string) => DateTime.fromISO(text, { zone });

export const actor = (name: string): Actor => ({ name, id: { kind: "secret", name: name.toUpperCase() } });

export const windowOf = (opens: string, closes: string): Window => ({
  opens: local(opens),
  closes: local(closes),
  text: `${opens} to ${closes}`,
});

export function stage(name: string, parts: Partial<Stage> = {}): Stage {
  return {
    name,
    title: name,
    environment: "production",
    exposure: null,
    window: null,
    soak: Duration.fromISO("P1D"),
    criteria: [],
    criteriaWaived: null,
    confirms: [],
    expected: { uniqueUsers: null },
    results: noResults,
    ...parts,
  };
}

export const percent = (share: number): Stage["exposure"] => ({ actors: [], percent: share });

const query = (text: string): Query => ({ provider: "prometheus", query: text });

export function ratio(name: string, parts: Partial<Metric> = {}): Metric {
  const [bad, total] = [query("bad"), query("total")];
  return {
    name,
    title: name,
    measure: { kind: "ratio", objective: { max: 0.01 }, bad, total, control: null, burnRate: [] },
    role: "guardrail",
    window: "stage",
    initialDelay: Duration.fromISO("PT0S"),
    settle: Duration.fromISO("PT0S"),
    maxAge: Duration.fromISO("PT1H"),
    minSamples: 200,
    unit: "request",
    designEffect: 1,
    test: { alpha: 0.05, planSamples: 1000 },
    evidence: "point",
    onFail: "revert",
    onNoData: { after: Duration.fromISO("PT24H"), action: "hold" },
    deadline: null,
    allowPartial: false,
    ...parts,
  };
}

const standard: ReleasePlan = {
  name: "form1095b",
  file: "flags/form1095b.yaml",
  title: "1095-B MVP",
  owner: "@rlindqvist",
  standing: "planned",
  timezone: zone,
  links: {},
  flags: [{ key: "form1095b_download", description: "", variants: { on: true, off: false } }],
  validation: [{ done: true, text: "Go/no-go meeting" }],
  approvals: ["product", "engineering"],
  rollback: { text: "Disable the flag.", watchers: ["@tmarsh"], to: null },
  metrics: [ratio("download-errors")],
  rollout: null,
  cohorts: [],
  stages: [
    stage("uat", {
      exposure: { actors: ["ada", "sam", "lee"].map(actor), percent: null },
      confirms: ["They can see it"],
      soak: Duration.fromISO("PT4H"),
      results: { ...noResults, answers: { uniqueUsers: null, changes: null } },
    }),
    stage("canary", {
      exposure: percent(10),
      window: windowOf("2025-03-12", "2025-03-13"),
      criteria: ["download-errors"],
      results: { ...noResults, answers: { uniqueUsers: null } },
    }),
    stage("half", { exposure: percent(50), window: windowOf("2025-03-13", "2025-03-14") }),
    stage("full", { exposure: percent(100) }),
    stage("week-check"),
    stage("month-check"),
  ],
  cleanup: [{ done: false, text: "Remove it from the code" }],
  postLaunch: [{ question: "Which assumptions held?", answer: null }],
  reverts: [],
  sections: [],
};

/** The sample's ladder: three named actors, then 10, 50 and 100 percent, then two check-ins. */
export const plan = (parts: Partial<ReleasePlan> = {}): ReleasePlan => ({ ...standard, ...parts });

/** The same plan with some stages said differently. */
export function withStage(from: ReleasePlan, name: string, parts: Partial<Stage>): ReleasePlan {
  return { ...from, stages: from.stages.map((one) => (one.name === name ? { ...one, ...parts } : one)) };
}

export const settings: Settings = {
  environments: [
    { name: "production", stores: [{ kind: "memory", name: "m" }], propagation: Duration.fromISO("PT60S") },
  ],
  providers: [],
  disciplines: { product: ["@rlindqvist"], engineering: ["@tmarsh", "@jwexler"], octo: ["@pvandermeer"] },
  policy: {
    firstPercentAtMost: 25,
    soakAtLeast: Duration.fromISO("PT4H"),
    requireCriteriaFrom: 1,
    disciplines: ["engineering"],
    distinctApprovers: true,
  },
  hours: { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 16 * 60 },
  freezes: [{ from: "2025-12-20", until: "2026-01-02", reason: "Year-end freeze" }],
  merge: { automatic: true, method: "squash" },
  notify: [],
};
