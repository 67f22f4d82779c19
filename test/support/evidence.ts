import type { DateTime } from "luxon";
import { type Exposure, exposure } from "../../scripts/flag/exposure.ts";
import { exposureAt } from "../../scripts/flag/ladder.ts";
import type { Measurement } from "../../scripts/flag/measurement.ts";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { recorded, variantsDigest } from "../../scripts/flag/recorded.ts";
import type { PullRequest, Review } from "../../scripts/flag/review.ts";
import type { Running, Wanted } from "../../scripts/flag/running.ts";
import type { Evidence, Finding, Gate, StoreEvidence, Subject } from "../../scripts/gates/gate.ts";
import type { Move } from "../../scripts/plan/move.ts";
import { moveOf } from "./moves.ts";
import { local, plan, settings, withStage } from "./plans.ts";

/** Standing in canary with everything answered, asking for half: every gate says go at `now`. */
export const base = plan({ standing: "canary" });
export const head = withStage({ ...base, standing: "half" }, "canary", {
  results: { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured: {} },
});
export const now = local("2025-03-13T11:00");
export const since = local("2025-03-12T10:00");

export function subject(from: ReleasePlan | null = base, to: ReleasePlan | null = head, move?: Move): Subject {
  return { move: move ?? moveOf(from, to), base: from, head: to, settings };
}

export const commit = "abc1234567";
export const pushedAt = local("2025-03-13T09:00");

export function review(by: string, parts: Partial<Review> = {}): Review {
  const at = local("2025-03-13T10:00");
  return { id: "1", by, bot: false, opinion: "approved", at, commit, edited: false, ...parts };
}

export function pullRequest(parts: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: "Promote form1095b to half",
    url: "https://example.gov/pull/7",
    author: "someone",
    requestedBy: null,
    branch: "promote/form1095b",
    draft: false,
    base: "main",
    head: commit,
    pushedAt,
    pushers: [],
    reviews: [review("rlindqvist"), review("tmarsh")],
    ...parts,
  };
}

export function wanted(standing: string, of: Exposure | null): Wanted {
  const variants = { on: true, off: false };
  return { key: "form1095b_download", plan: "form1095b", standing, exposure: of, variants, held: null };
}

export const at = (of: ReleasePlan, standing: string): Exposure => {
  const planned = exposureAt(of, standing, "production")!;
  return exposure(
    planned.actors.map(({ name }) => name),
    planned.percent,
  );
};

export function running(of: Exposure, parts: Partial<Running> = {}): Running {
  const variants = { on: true, off: false };
  const what = { exposure: recorded(of), variants: variantsDigest(variants), cohort: "h1" };
  const applied = { plan: "form1095b", standing: "canary", ...what, commit, at: "2025-03-12T14:00:00Z" };
  return {
    exposure: of,
    variants,
    applied,
    foreign: [],
    ...parts,
  };
}

export function store(parts: Partial<StoreEvidence> = {}, from = "canary", to = "half"): StoreEvidence {
  return {
    store: "memory m",
    environment: "production",
    cohort: "h1",
    reading: { kind: "running", running: running(at(base, from)) },
    wanted: wanted(from, at(base, from)),
    holdsNext: { ok: true },
    next: wanted(to, at(base, to)),
    ...parts,
  };
}

export function measurement(bad: number, total: number, askedAt: DateTime = now): Measurement {
  const asked = (value: number) => ({ provider: "prometheus", query: "q", answer: { kind: "number", value } as const });
  const parts = { bad: asked(bad), total: asked(total) };
  return { metric: "download-errors", window: { from: since.plus({ minutes: 1 }), to: now }, askedAt, parts };
}

export function evidence(parts: Partial<Evidence> = {}): Evidence {
  return {
    now,
    since,
    measurements: [measurement(0, 1000)],
    stores: [store()],
    pullRequest: pullRequest(),
    entitled: {
      product: { kind: "members", logins: ["rlindqvist"] },
      engineering: { kind: "members", logins: ["tmarsh", "jwexler"] },
      octo: { kind: "members", logins: ["pvandermeer"] },
    },
    holds: [],
    references: [],
    ...parts,
  };
}

/** A gate's findings as lines: `wait soak.not-elapsed  because`. */
export function says(gate: Gate, of: Subject, given: Evidence): readonly string[] {
  return gate.judge(of, given).map(line);
}

export const line = ({ outcome, reason, because }: Finding) => `${outcome} ${reason}  ${because}`;
