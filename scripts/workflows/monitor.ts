import { stageNamed } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Issue } from "../forge/forge.ts";
import { onFailOf } from "../gates/criteria/ask.ts";
import type { Evidence, Finding, Subject, Verdict } from "../gates/gate.ts";
import { judge } from "../gates/judge.ts";
import type { Located } from "../load/diagnostic.ts";
import { breaker } from "./breaker.ts";
import { reasonOf } from "./careful.ts";
import { gather } from "./gather.ts";
import type { Holds } from "./held.ts";
import { lower, type Reverted } from "./lower.ts";
import { nextMove } from "./next.ts";
import { pool, serial } from "./pool.ts";
import type { Ports } from "./ports.ts";
import { type Proposed, propose } from "./propose.ts";
import { planAt, planName, plansAt, settingsAt } from "./read.ts";
import { closeLeftOver, type Reminded, remind, reminderLabel } from "./remind.ts";
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
 * Stateless: a missed run changes nothing but time. One broken plan or provider never stops the others: each plan is
 * acted on as soon as it has been looked at.
 */
export async function monitorPass(ports: Ports): Promise<readonly Watched[]> {
  const base = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, base);
  const { plans, broken } = await plansAt(ports.forge.repository, base, settings);
  const live = plans.filter(({ value }) => standsInStage(value));
  const values = live.map(({ value }) => value);
  const shared = await share(ports, base, settings, values, "not needed");
  const listed = await ports.forge.issues(reminderLabel).catch((thrown: unknown) => ({ why: reasonOf(thrown) }));
  const reminders = "why" in listed ? [] : listed;
  const pass: Pass = { ports, settings, reminders, providersOf: breaker(shared.providers), oneAtATime: serial() };
  const watched = await pool(concurrency, live, (plan) => watch(pass, plan, shared));
  const known = new Set([...live.map(({ value }) => value.name), ...broken.map(({ file }) => planName(file))]);
  const unclosed = await closeLeftOver(ports, reminders, known);
  const failed = (plan: string, why: string) => ({ plan, standing: "unknown", kind: "failed", why }) as const;
  return [
    ...watched.flatMap((one) => (one === null ? [] : [one])),
    ...broken.map(({ file, diagnostics }) => failed(file, diagnostics[0]?.message ?? "does not load")),
    ...[...unclosed].map(([plan, why]) => failed(plan, why)),
    ...("why" in listed ? [failed("reminders", `which are open cannot be told: ${listed.why}`)] : []),
  ];
}

const standsInStage = (plan: ReleasePlan) => stageNamed(plan, plan.standing) !== null;

/** What all plans of one pass share. */
interface Pass {
  readonly ports: Ports;
  readonly settings: Settings;
  readonly reminders: readonly Issue[];
  readonly providersOf: ReturnType<typeof breaker>;
  /** Commits to the base branch are made one after the other: each is a compare-and-swap on the one before. */
  readonly oneAtATime: ReturnType<typeof serial>;
}

/** Looks at one plan and acts on it. Null where somebody else took it out of its stage meanwhile. */
async function watch(pass: Pass, plan: Located<ReleasePlan>, shared: Shared, again = true): Promise<Watched | null> {
  const { value } = plan;
  const { ports, settings } = pass;
  try {
    const subject: Subject = { move: nextMove(value), base: value, head: value, settings };
    const evidence = await gather(ports, subject, null, { ...shared, providers: pass.providersOf(value.name) });
    const verdict = judge(subject, evidence);
    const wanted = whatToDo(value, verdict);
    if (wanted === "watch") return await watching(pass, value, verdict);
    const acted = await pass.oneAtATime(async () => {
      const base = await baseCommit(ports);
      const fresh = await planAt(ports.forge.repository, base, value.file, settings);
      if (fresh?.source.text !== plan.source.text) return { fresh, base };
      return act(pass, plan, { evidence, verdict, holds: shared.holds }, wanted);
    });
    if (acted === null || "kind" in acted) return acted;
    // The plan changed under the look: what was seen says nothing of it. It is looked at once more.
    if (acted.fresh === null || !standsInStage(acted.fresh.value)) return null;
    if (!again) throw new Error(`${value.file} keeps changing while it is looked at; the next run looks again`);
    const anew = await share(ports, acted.base, settings, [acted.fresh.value], "not needed");
    return await watch(pass, acted.fresh, anew, false);
  } catch (error) {
    return { plan: value.name, standing: value.standing, kind: "failed", why: reasonOf(error) };
  }
}

/** Going down comes before going up. */
function whatToDo(plan: ReleasePlan, verdict: Verdict): "revert" | "propose" | "watch" {
  if (verdict.findings.some((finding) => reverts(plan, finding))) return "revert";
  return ownGatesPass(verdict) ? "propose" : "watch";
}

interface Seen {
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly holds: Holds;
}

async function act(
  pass: Pass,
  { value: plan, source }: Located<ReleasePlan>,
  { evidence, verdict, holds }: Seen,
  wanted: "revert" | "propose",
): Promise<Watched | null> {
  const { ports, settings } = pass;
  const shape = { plan: plan.name, standing: plan.standing, verdict };
  if (wanted === "revert") {
    const bad = verdict.findings.filter((finding) => reverts(plan, finding));
    const reason = { because: bad.map(({ about, because }) => `${about}: ${because}`).join("; "), evidence: null };
    const reverted = await lower(ports, plan, reason, settings, holds);
    return reverted === null ? null : { kind: "reverted", ...shape, reverted };
  }
  const proposed = await propose(ports, plan, source.text, evidence, settings);
  return proposed === null ? watching(pass, plan, verdict) : { kind: "proposed", ...shape, proposed };
}

async function watching({ ports, reminders }: Pass, plan: ReleasePlan, verdict: Verdict): Promise<Watched> {
  const reminded = await remind(ports, plan, verdict, reminders);
  return { kind: "watching", plan: plan.name, standing: plan.standing, verdict, reminded };
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
