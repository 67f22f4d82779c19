import { cohortBegun } from "../flag/deployment.ts";
import { type Exposure, exposure, keepsEveryone, nobody, sameExposure } from "../flag/exposure.ts";
import { recorded, sameCohort, sameVariants, untouched, variantsDigest } from "../flag/recorded.ts";
import type { Applied, Reading, Recorded, Running, Wanted, Write } from "../flag/running.ts";
import type { ReconcileContext, Step } from "./step.ts";

/**
 * Wanted (main), running (store) and last applied (the record beside the flag) decide what becomes of one flag:
 * running = wanted is in step; running = last applied is main's move to make; anything else is drift. Drift upwards is
 * taken down, drift downwards is left to people. What runs without a record is not ours.
 */
export function decide(wanted: Wanted, reading: Reading, context: ReconcileContext): Step {
  const { key } = wanted;
  switch (reading.kind) {
    case "unreadable":
      return { kind: "unknown", key, why: reading.why };
    case "absent":
      return whereAbsent(wanted, context);
    case "running":
      return wanted.exposure === null
        ? whereRetired(wanted, reading.running, context)
        : whereRunning(wanted, wanted.exposure, reading.running, context);
  }
}

function whereAbsent(wanted: Wanted, context: ReconcileContext): Step {
  const { key, exposure: wants, held } = wanted;
  if (wants === null) return { kind: "in-step", key };
  const write = writeOf(wanted, null, context);
  // Made, it gives everybody its value for off.
  if (sameExposure(wants, nobody) && wanted.variants.off === false) {
    return { kind: "write", key, write, direction: "records" };
  }
  const { deployed } = context;
  if (deployed !== undefined && "why" in deployed) {
    return {
      kind: "unknown",
      key,
      why: `it is not there, and whether somebody removed it cannot be told: ${deployed.why}`,
    };
  }
  const was = deployed?.get(key);
  if (was !== undefined && was.plan === wanted.plan && exposesSomebody(was.exposure)) {
    return { kind: "drift-down", key, running: null, wanted, undone: was.commit };
  }
  if (held !== null) return { kind: "held", key, why: held };
  return { kind: "write", key, write, direction: "raises" };
}

const exposesSomebody = ({ percent, actors }: Recorded) => percent > 0 || actors > 0;

/**
 * Removing a flag hands every caller to the default of its own code, which may be on: not for a held flag, and not for
 * one that somebody may have switched off.
 */
function whereRetired(wanted: Wanted, running: Running, context: ReconcileContext): Step {
  const { key, held } = wanted;
  if (running.applied === null) return { kind: "first-contact", key, running, wanted };
  if (running.foreign.length > 0) return { kind: "unknown", key, why: besides(running) };
  if (held !== null) return { kind: "held", key, why: held };
  if (!untouched(running)) return { kind: "held", key, why: changedAndRetired };
  return { kind: "write", key, write: writeOf(wanted, running, context), direction: "removes" };
}

const changedAndRetired =
  "its plan is retired, but somebody changed it by hand since it was last written, and without it every caller is served the default of its own code: set it back or remove it by hand";

function whereRunning(wanted: Wanted, wants: Exposure, running: Running, context: ReconcileContext): Step {
  const { key } = wanted;
  const { applied, foreign } = running;
  const same = sameExposure(running.exposure, wants) && sameVariants(running.variants, wanted.variants);
  if (same && foreign.length === 0) {
    const known = untouched(running) && applied?.plan === wanted.plan && applied.standing === wanted.standing;
    if (applied !== null && isReselected(key, applied, running, context)) {
      return { kind: "unknown", key, why: reselected(key, applied, running, context) };
    }
    if (known) return { kind: "in-step", key };
    return { kind: "write", key, write: writeOf(wanted, running, context), direction: "records" };
  }
  if (applied === null) return { kind: "first-contact", key, running, wanted };
  if (untouched(running)) return pending(wanted, wants, running, applied, context);
  return drifted(wanted, wants, running, applied, context);
}

/**
 * The store holds what we last wrote and main says something else: main moved. Taking exposure down is asked of nobody
 * and changes no values: swapped, they would show the flag to everybody else. They are a step of their own.
 */
function pending(wanted: Wanted, wants: Exposure, running: Running, applied: Applied, context: ReconcileContext): Step {
  const { key, held } = wanted;
  const { exposure: runs, variants } = running;
  if (keepsEveryone(wants, runs) && !sameExposure(wants, runs)) {
    return { kind: "write", key, write: writeOf({ ...wanted, variants }, running, context), direction: "lowers" };
  }
  if (held !== null) return { kind: "held", key, why: held };
  if (isReselected(key, applied, running, context)) {
    return { kind: "held", key, why: reselected(key, applied, running, context) };
  }
  return { kind: "write", key, write: writeOf(wanted, running, context), direction: "raises" };
}

const splits = ({ exposure: { percent } }: Running) => percent > 0 && percent < 100;

const cohortOf = (running: Running, context: ReconcileContext) => running.cohort ?? context.cohort;

/** The hash its percentage began with, with what the flag itself adds to it where that was known later. */
function begunWith(key: string, applied: Applied, { deployed }: ReconcileContext): string {
  const was = deployed !== undefined && "why" in deployed ? undefined : deployed?.get(key);
  return cohortBegun(applied, was ?? null);
}

const isReselected = (key: string, applied: Applied, running: Running, context: ReconcileContext) =>
  splits(running) && !sameCohort(begunWith(key, applied, context), cohortOf(running, context));

function reselected(key: string, applied: Applied, running: Running, context: ReconcileContext): string {
  const { percent } = running.exposure;
  return `its ${percent} % were selected by ${begunWith(key, applied, context)}, and now ${cohortOf(running, context)} selects them: other people see it. Set the store back, or revert to a stage without a percentage first`;
}

/** Somebody changed the store by hand since we last wrote. */
function drifted(wanted: Wanted, wants: Exposure, running: Running, applied: Applied, context: ReconcileContext): Step {
  const { key } = wanted;
  const { exposure: runs, foreign, variants } = running;
  const down: Step = { kind: "drift-down", key, running, wanted, undone: applied.commit };
  const lowered = keepsEveryone(runs, wants) && !sameExposure(runs, wants);
  const revalued = applied.variants !== variantsDigest(variants);
  if (foreign.length > 0 || revalued) {
    // Off is off whatever stands there; above it nobody can tell whether our form would show more or fewer people.
    if (sameExposure(wants, nobody))
      return { kind: "drift-up", key, running, write: writeOf(wanted, running, context) };
    if (lowered && !revalued) return down;
    return {
      kind: "unknown",
      key,
      why: revalued ? "the values of its variants were changed by hand: set them back in the store" : besides(running),
    };
  }
  if (lowered) return down;
  if (sameExposure(runs, wants)) return pending(wanted, wants, running, applied, context);
  const write = writeOf({ ...wanted, variants }, running, context);
  return { kind: "drift-up", key, running, write: { ...write, exposure: both(runs, wants) } };
}

/** Only those whom both show it to: never more than main says, never more than a hand left. */
function both(a: Exposure, b: Exposure): Exposure {
  if (a.percent === 100) return b;
  return exposure(
    a.actors.filter((actor) => b.actors.includes(actor)),
    Math.min(a.percent, b.percent),
  );
}

function writeOf(wanted: Wanted, expected: Running | null, context: ReconcileContext): Write {
  const { key, exposure: wants, variants, plan, standing } = wanted;
  const { commit, at } = context;
  const cohort = expected?.cohort ?? context.cohort;
  const record = { exposure: recorded(wants ?? nobody), variants: variantsDigest(variants) };
  return { key, exposure: wants, variants, expected, applied: { plan, standing, ...record, commit, at, cohort } };
}

function besides({ foreign }: Running): string {
  return `it also holds what no plan wrote (${foreign.join("; ")}): take that out of the store, or write its people into the plan`;
}
