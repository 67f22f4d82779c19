import { nobody, sameExposure } from "../../flag/exposure.ts";
import type { Write, WriteResult } from "../../flag/running.ts";
import { isThere, judge } from "../judge.ts";
import type { Feature } from "./feature.ts";
import type { Flags } from "./flags.ts";
import { holdsWrite } from "./holds.ts";
import type { Refusal } from "./refusal.ts";
import { othersIn, removalOf } from "./removal.ts";
import { type State, shownBy, stateOf } from "./state.ts";
import { nextPhase, type Step } from "./steps.ts";

export interface Outcome {
  readonly result: WriteResult;
  /** What would keep the writes that follow from succeeding, too. */
  readonly stops: Refusal | null;
}

/** Carries out one write: looks, sends a phase of requests, looks again, until nothing is left to send. */
export async function carryOut(flags: Flags, write: Write): Promise<Outcome> {
  const { key } = write;
  const first = await flags.look(key);
  if (!first.ok) return refused(key, first.refusal, 0);
  const verdict = judge(write, first.value.reading, holdsWrite(write));
  if (verdict !== "go") return { result: verdict, stops: null };
  const { feature } = first.value;
  const here = stateIn(flags, key, feature);
  const blocked = feature === null || here === null ? null : whyBlocked(flags, feature, here, write);
  if (blocked !== null) return { result: { key, status: "unsupported", detail: blocked }, stops: null };
  if (write.exposure === null) {
    if (feature === null || here === null)
      return { result: { key, status: "unchanged", detail: "it is gone" }, stops: null };
    const sent = await sendAll(flags, key, removalOf(key, flags.environment, feature, here), 0);
    if (!sent.ok) return sent.outcome;
    const others = othersIn(feature, flags.environment);
    return concluded(flags, write, others.length === 0 ? "" : `; ${others.join(" and ")} still have it`);
  }
  return rollOut(flags, write, feature);
}

/** Each phase is sent once: what a phase left undone though it was accepted would be left undone again. */
async function rollOut(flags: Flags, write: Write, found: Feature | null): Promise<Outcome> {
  const { key } = write;
  const past = new Set<string>();
  let feature = found;
  let requests = 0;
  for (;;) {
    const state = stateIn(flags, key, feature);
    const next = nextPhase(key, state, write);
    if (next === null || past.has(next.name)) return concluded(flags, write, "");
    past.add(next.name);
    const bare =
      feature !== null && next.name === "create" ? next.steps.filter(({ kind }) => kind !== "create") : next.steps;
    const sent = await sendAll(flags, key, bare, requests);
    if (!sent.ok) return sent.outcome;
    requests += bare.length;
    // What moves the exposure to where it shall be is the last phase; the reading back of all is its own.
    if (next.name === "move") return concluded(flags, write, "");
    const again = await flags.look(key);
    if (!again.ok) return refused(key, again.refusal, requests, requests);
    feature = again.value.feature;
    const opened = stateIn(flags, key, feature);
    if (next.name === "open" && opened?.enabled && !isClosed(opened)) return shut(flags, write, opened);
  }
}

/** True where a flag that is on shows nobody yet, by our own strategy. */
function isClosed(state: State): boolean {
  return state.note !== null && state.foreign.length === 0 && sameExposure(shownBy(state), nobody);
}

/** Somebody took our strategy away just before the environment was switched on, and Unleash launched it to everybody. */
async function shut(flags: Flags, { key }: Write, { foreign }: State): Promise<Outcome> {
  const sent = await flags.send(key, { kind: "off" });
  const now = sent.ok ? "it was switched off again at once" : `and switching it off failed: ${sent.refusal.why}`;
  const what = foreign.length > 0 ? `: ${foreign.join("; ")}` : "";
  const detail = `when it was switched on it held something else than what was read just before${what}; ${now}`;
  return { result: { key, status: "unverified", detail }, stops: null };
}

function stateIn(flags: Flags, key: string, feature: Feature | null): State | null {
  const here = feature?.environments.get(flags.environment);
  return here === undefined || feature === null ? null : stateOf(key, here, feature.parents);
}

/**
 * Beside what is not ours a flag may only be taken down to nobody: switching on would switch that on, too. What other
 * flags depend on is not taken away.
 */
function whyBlocked(
  { environment }: Flags,
  { children, planned }: Feature,
  { foreign }: State,
  { exposure }: Write,
): string | null {
  if (exposure === null && children.length > 0) {
    const names = children.map((one) => JSON.stringify(one)).join(", ");
    return `${names} depends on it, and would be off with it: take that dependency away in Unleash first`;
  }
  if (exposure !== null && sameExposure(exposure, nobody)) return null;
  const moving = planned.includes(environment) ? ["a release plan of Unleash's own"] : [];
  const others = [...foreign, ...moving];
  return others.length === 0 ? null : `it also holds ${others.join("; ")}: take that away by hand first`;
}

type Sent = { readonly ok: true } | { readonly ok: false; readonly outcome: Outcome };

async function sendAll(flags: Flags, key: string, steps: readonly Step[], before: number): Promise<Sent> {
  for (const [index, step] of steps.entries()) {
    const said = await flags.send(key, step);
    if (!said.ok) return { ok: false, outcome: refused(key, said.refusal, before + index, before + steps.length) };
  }
  return { ok: true };
}

async function concluded(flags: Flags, write: Write, also: string): Promise<Outcome> {
  const { key } = write;
  const after = await flags.look(key);
  if (!after.ok) {
    const detail = `sent, but not read back: ${after.refusal.why}`;
    return { result: { key, status: "unverified", detail }, stops: stopsAll(after.refusal) };
  }
  const { reading } = after.value;
  if (isThere(write, reading))
    return { result: { key, status: "applied", detail: `written and read back${also}` }, stops: null };
  const foreign = reading.kind === "running" ? reading.running.foreign : [];
  const what =
    foreign.length === 0
      ? "what was read back is something else: sync again"
      : `it also holds what is not ours and stays: ${foreign.join("; ")}`;
  return { result: { key, status: "unverified", detail: `every request was accepted, but ${what}` }, stops: null };
}

/** What was not done at all says why; what was begun is partial, and the next sync ends it. */
function refused(key: string, refusal: Refusal, sent: number, of = 0): Outcome {
  const { status, why, retryAfterMs } = refusal;
  const stops = stopsAll(refusal);
  const after = of === 0 ? why : `after ${sent} of ${of} requests: ${why}`;
  if (status === "rate-limited") return { result: { key, status, retryAfterMs, detail: after }, stops };
  const clear = status === "refused-by-store" || status === "unverified";
  const begun = of > 0 && (sent > 0 || status === "unreachable") && !clear;
  if (!begun) return { result: { key, status, detail: sent === 0 ? why : after }, stops };
  return { result: { key, status: "partial", detail: `${after}. The next sync ends what was begun` }, stops };
}

export function notTried(key: string, stops: Refusal): Outcome {
  return { ...refused(key, { ...stops, why: `not tried: ${stops.why}` }, 0), stops };
}

/** One flag's own trouble is no trouble of the next; a store that cannot be reached or refuses us is. */
function stopsAll(refusal: Refusal): Refusal | null {
  return ["unauthorised", "unreachable", "rate-limited"].includes(refusal.status) ? refusal : null;
}
