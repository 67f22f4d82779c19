import { DateTime } from "luxon";
import { nobody } from "../../scripts/flag/exposure.ts";
import { exposureAt } from "../../scripts/flag/ladder.ts";
import { recorded, variantsDigest } from "../../scripts/flag/recorded.ts";
import type { Finding } from "../../scripts/gates/gate.ts";
import { worst } from "../../scripts/gates/gate.ts";
import type { HistoryView, PlanView, StatusView, SyncView, WatchedView } from "../../scripts/report/views.ts";
import { local } from "../support/plans.ts";
import { at, finding, promote } from "./build.ts";
import * as says from "./findings.ts";
import { evil } from "./hard-cases.ts";

const noRequest = finding("wait approvals.no-pull-request", "no pull request is open yet", {
  waitsFor: "a pull request",
});

function view(name: string, from: string, to: string, findings: readonly Finding[]): PlanView {
  const plan = at(from, { name, title: `Title of ${name}` });
  const move = { ...promote(from, to), plan: name };
  const next = { plan: name, move, outcome: worst(findings.map(({ outcome }) => outcome)), findings };
  return { plan, since: local("2025-03-12T09:00"), exposure: exposureAt(plan, from, "production"), next };
}

export const statuses: StatusView = {
  plans: [
    view("appeals", "uat", "canary", [says.legal, says.soaked, noRequest]),
    view("claims-status", "canary", "half", [says.legal, says.windowShut, says.soaking, says.good, noRequest]),
    view("form1095b", "canary", "half", [says.legal, says.soaking, says.bad, noRequest]),
    view("letters", "half", "full", [says.unreachable, says.answersMissing, noRequest]),
    { plan: at("retired", { name: "old-banner" }), since: local("2024-11-02T12:00"), exposure: null, next: null },
    { ...view("planned-one", "planned", "uat", [says.answersMissing, noRequest]), since: null },
  ],
  broken: ["flags/half-written.yaml"],
};

export const whole: StatusView = { plans: [statuses.plans[1]!], broken: [] };

const commit = (id: string, time: string, subject: string) => ({
  id: id.repeat(40),
  committedAt: DateTime.fromISO(time, { zone: "utc" }),
  subject,
});

export const moves: readonly HistoryView[] = [
  {
    from: "half",
    to: "planned",
    step: { commit: commit("c", "2025-03-13T20:20:00Z", "1095-B MVP: revert half -> planned"), author: "flaghoist" },
    trailers: [
      {
        ...{ plan: "form1095b", move: "revert", from: "half", to: "planned", approvals: [], measurements: [] },
        ...{ because: "download-errors: 2.4 % > 1 % (14 of 583)", digest: null },
      },
    ],
  },
  {
    from: "canary",
    to: "half",
    step: { commit: commit("b", "2025-03-13T13:05:00Z", "1095-B MVP: canary -> half (#12)"), author: "flaghoist" },
    trailers: [
      {
        plan: "letters",
        move: "promote",
        from: "a",
        to: "b",
        approvals: [],
        measurements: [],
        because: null,
        digest: null,
      },
      {
        ...{ plan: "form1095b", move: "promote", from: "canary", to: "half", because: null, digest: "sha256:5f1c" },
        approvals: [
          { discipline: "product", by: "rlindqvist", review: "2200" },
          { discipline: "engineering", by: "tmarsh", review: "2201" },
        ],
        measurements: [{ metric: "download-errors", said: "0.71 % <= 1 % (14 of 1963)" }],
      },
    ],
  },
  {
    from: null,
    to: "planned",
    step: { commit: commit("a", "2025-03-01T12:00:00Z", `Add the plan ${evil}`), author: `a ${evil}` },
    trailers: [],
  },
];

const variants = { on: true, off: false };
const wanted = (key: string, percent: number) => {
  const exposure = { actors: ["person-7"], percent };
  return { key, plan: "form1095b", standing: "canary", exposure, variants, held: null };
};
const running = (percent: number) => ({
  exposure: { actors: ["person-7"], percent },
  variants,
  applied: null,
  foreign: [],
});
const written = { at: "2025-03-12T13:00:00Z", commit: "9f8e7d6c", plan: "form1095b", standing: "half" };
const write = (key: string, percent: number) => ({
  ...{ key, variants, expected: running(10), exposure: { actors: ["person-7"], percent } },
  applied: { ...written, exposure: recorded(nobody), variants: variantsDigest(variants), cohort: "h1" },
});

export const drift: SyncView = {
  commit: "9f8e7d6c5b4a",
  stores: [
    {
      environment: "production",
      store: { name: "flagd runtime/production.flagd.json" },
      steps: [
        { kind: "in-step", key: "appeals_upload" },
        { kind: "write", key: "form1095b_download", write: write("form1095b_download", 50), direction: "raises" },
        { kind: "drift-up", key: "letters_pdf", write: write("letters_pdf", 10), running: running(60) },
        {
          kind: "drift-down",
          key: "claims_menu",
          running: running(0),
          wanted: wanted("claims_menu", 10),
          undone: "1a2b3c4d5e6f",
        },
        {
          kind: "drift-down",
          key: "claims_tab",
          running: null,
          wanted: wanted("claims_tab", 10),
          undone: "1a2b3c4d5e6f",
        },
        { kind: "held", key: "old_banner", why: "reverted from half: 2.4 % > 1 %" },
        { kind: "unknown", key: "search_box", why: "the file is not JSON" },
        { kind: "first-contact", key: "nav_bar", running: running(100), wanted: wanted("nav_bar", 10) },
      ],
      unresolved: [{ plan: "pilot", missing: ["UAT_ADA_REYES"] }],
    },
    {
      ...{ environment: "staging", store: { name: "memory m" }, unresolved: [] },
      steps: [{ kind: "in-step", key: "appeals_upload" }],
    },
  ],
  broken: ["flags/half-written.yaml"],
};

export const inStep: SyncView = { commit: "9f8e7d6c5b4a", stores: [drift.stores[1]!], broken: [] };

export const synced: SyncView = {
  ...drift,
  stores: drift.stores.map((store, i) =>
    i === 1
      ? store
      : {
          ...store,
          results: [
            { key: "form1095b_download", status: "applied", detail: "" },
            { key: "letters_pdf", status: "conflict", detail: `somebody wrote in between ${evil}` },
          ],
        },
  ),
  reverts: [{ plan: "claims", pullRequest: 31 }],
};

const verdict = (findings: readonly Finding[]) => statuses.plans[0]!.next && { ...statuses.plans[0]!.next, findings };

export const watched: readonly WatchedView[] = [
  {
    ...{ plan: "appeals", standing: "uat", kind: "watching", verdict: verdict([says.soaking])! },
    reminded: { waiting: [] },
  },
  {
    ...{ plan: "letters", standing: "half", kind: "watching", verdict: verdict([says.answersMissing])! },
    reminded: { waiting: ["results: 2 of 4 results of half missing: downstream, changes"] },
  },
  {
    ...{ plan: "claims-status", standing: "canary", kind: "proposed", verdict: verdict([says.good])! },
    proposed: { to: "half", pullRequest: 30 },
  },
  {
    ...{ plan: "form1095b", standing: "half", kind: "reverted", verdict: verdict([says.bad])! },
    reverted: {
      to: "planned",
      reason: { because: "download-errors: 2.4 % > 1 % (14 of 583)" },
      hold: null,
      untold: ["slack: 403"],
    },
  },
  { plan: "flags/half-written.yaml", standing: "unknown", kind: "failed", why: `does not load ${evil}` },
];
