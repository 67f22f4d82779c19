import { stageNamed } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { onFailOf } from "../gates/criteria/ask.ts";
import type { Evidence, Finding, Subject, Verdict } from "../gates/gate.ts";
import { judge } from "../gates/judge.ts";
import type { Located } from "../load/diagnostic.ts";
import { gather } from "./gather.ts";
import { lower, type Reverted } from "./lower.ts";
import { nextMove } from "./next.ts";
import { pool } from "./pool.ts";
import type { Ports } from "./ports.ts";
import { type Proposed, propose } from "./propose.ts";
import { plansAt, settingsAt } from "./read.ts";
import { type Reminded, remind } from "./remind.ts";
import { type Shared, share } from "./shared.ts";
import { baseCommit } from "./sync.ts";

/** What one look at one plan found and did. */
export type Watched = { readonly plan: string; readonly standing: string } & (
  | { readonly kind: "reverted"; readonly reverted: Reverted; readonly verdict: Verdict }
  | { readonly kind: "proposed"; readonly proposed: Proposed; readonly verdict: Verdict }
  | { readonly kind: "watching"; readonly verdict: Verdict; readonly reminded: Reminded }
  /** We could not look, or could not act: the others were looked at all the same. */
  | { readonly kind: "failed"; readonly why: string }
);

/** How many plans are measured at once. */
const concurrency = 4;

/**
 * One pass over every plan that stands in a stage: the gates on a clock instead of a pull request. `fail` on a
 * criterion that reverts takes the flag down; a stage whose own gates pass gets a pull request for the next one.
 * Stateless: a missed run changes nothing but time. One broken plan or provider never stops the others.
 */
export async function monitorPass(ports: Ports): Promise<readonly Watched[]> {
  const base = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, base);
  const { plans, broken } = await plansAt(ports.forge.repository, base, settings);
  const live = plans.filter(({ value }) => stageNamed(value, value.standing) !== null);
  const shared = await share(
    ports,
    base,
    settings,
    live.map(({ value }) => value),
    "not needed",
  );
  const looked = await pool(concurrency, live, (plan) => look(ports, plan, settings, shared));
  const acted: Watched[] = [];
  // Commits to the base branch are made one after the other: each is a compare-and-swap on the one before.
  for (const one of looked) acted.push("act" in one ? await settle(one.plan, one.act) : one);
  return [
    ...acted,
    ...broken.map(({ file, diagnostics }) => {
      return {
        plan: file,
        standing: "unknown",
        kind: "failed" as const,
        why: diagnostics[0]?.message ?? "does not load",
      };
    }),
  ];
}

type Looked = { readonly plan: ReleasePlan; readonly act: () => Promise<Watched> } | Watched;

async function look(ports: Ports, plan: Located<ReleasePlan>, settings: Settings, shared: Shared): Promise<Looked> {
  const { value } = plan;
  return settleLook(value, async () => {
    const subject: Subject = { move: nextMove(value), base: value, head: value, settings };
    const evidence = await gather(ports, subject, null, shared);
    const verdict = judge(subject, evidence);
    return { plan: value, act: () => act(ports, plan, evidence, verdict, settings) };
  });
}

async function act(
  ports: Ports,
  { value: plan, source }: Located<ReleasePlan>,
  evidence: Evidence,
  verdict: Verdict,
  settings: Settings,
): Promise<Watched> {
  const shape = { plan: plan.name, standing: plan.standing, verdict };
  const bad = verdict.findings.filter((finding) => reverts(plan, finding));
  if (bad.length > 0) {
    const reason = { because: bad.map(({ about, because }) => `${about}: ${because}`).join("; "), evidence: null };
    const commit = await baseCommit(ports);
    return { kind: "reverted", ...shape, reverted: await lower(ports, plan, source.text, commit, reason, settings) };
  }
  if (ownGatesPass(verdict)) {
    const proposed = await propose(ports, plan, source.text, evidence);
    if (proposed !== null) return { kind: "proposed", ...shape, proposed };
  }
  return { kind: "watching", ...shape, reminded: await remind(ports, plan, verdict, settings) };
}

/** Only a criterion that failed takes a flag down, and only where its metric says that this failure does. */
function reverts(plan: ReleasePlan, { gate, outcome, about, reason }: Finding): boolean {
  const metric = plan.metrics.find(({ name }) => name === about);
  return gate === "criteria" && outcome === "fail" && metric !== undefined && onFailOf(metric, reason) === "revert";
}

/** What the stage itself can answer; people and windows are waited for in the pull request. */
const own = ["move", "hold", "soak", "running", "criteria", "exposure", "cohort"];

function ownGatesPass({ move, findings }: Verdict): boolean {
  return move.kind === "promote" && findings.every(({ gate, outcome }) => outcome === "pass" || !own.includes(gate));
}

const settleLook = (plan: ReleasePlan, work: () => Promise<Looked>): Promise<Looked> =>
  work().catch((error: unknown) => failed(plan, error));

const settle = (plan: ReleasePlan, work: () => Promise<Watched>): Promise<Watched> =>
  work().catch((error: unknown) => failed(plan, error));

function failed({ name, standing }: ReleasePlan, error: unknown): Watched {
  return { plan: name, standing, kind: "failed", why: error instanceof Error ? error.message : String(error) };
}
