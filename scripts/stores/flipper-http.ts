import { capabilities, whyNotHeld } from "../flag/capabilities.ts";
import { type Exposure, nobody } from "../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";
import type { FlipperApi, Refusal } from "./flipper/api.ts";
import { flipperEvaluation } from "./flipper/ask.ts";
import { type GateRow, runningOf, shownByOurs } from "./flipper/gates.ts";
import { holdsExposure, holdsWrite } from "./flipper/holds.ts";
import { begun, between, type Entry, finished, type Journal, left, overtaken, readingWith } from "./flipper/journal.ts";
import { type Keeper, keeper } from "./flipper/keeper.ts";
import { sendStep } from "./flipper/send.ts";
import { type Step, stepsBetween } from "./flipper/steps.ts";
import { isThere, judge } from "./judge.ts";
import type { Held, Store } from "./store.ts";
import type { TextFile } from "./text-file.ts";

/**
 * Flipper over its HTTP API, or Flipper Cloud. The API has no transaction, no comparison and no place for a record: a
 * write is a row of requests in an order that never shows anybody more than it may, begun and ended in a record that
 * lies in a file of the repository. An interrupted write is ended by the next sync.
 */
export function flipperHttpStore(place: string, api: FlipperApi, record: TextFile): Store {
  const records = keeper(record);

  return {
    name: `flipper-http ${place}`,
    capabilities: capabilities["flipper-http"],
    holds,
    async read(keys) {
      if (keys.length === 0) return new Map();
      const found = await look(api, records, keys);
      return new Map(keys.map((key) => [key, found.ok ? found.seen.reading(key) : unreadable(found.refusal)]));
    },
    async keys() {
      const found = await api.names();
      return found.ok ? found.value : [];
    },
    async write(writes) {
      if (writes.length === 0) return [];
      const found = await look(api, records, [...new Set(writes.map(({ key }) => key))]);
      if (!found.ok) return writes.map(({ key }) => resultOf(key, found.refusal));
      return writeAll(api, records, writes, found.seen);
    },
    evaluate: flipperEvaluation(api),
  };
}

function holds(exposure: Exposure): Held {
  const why = whyNotHeld(capabilities["flipper-http"], exposure);
  return why === null ? holdsExposure(exposure) : { ok: false, why };
}

function heldBy(write: Write): Held {
  const held = holdsWrite(write);
  return held.ok && write.exposure !== null ? holds(write.exposure) : held;
}

interface Seen {
  readonly journal: Journal;
  readonly rows: (key: string) => readonly GateRow[] | null;
  readonly reading: (key: string) => Reading;
}

type Looked = { readonly ok: true; readonly seen: Seen } | { readonly ok: false; readonly refusal: Refusal };

/** One request and one file for any number of flags. */
async function look(api: FlipperApi, records: Keeper, keys: readonly string[]): Promise<Looked> {
  const journal = await records.read();
  if (!journal.ok) return journal;
  const features = await api.features(keys);
  if (!features.ok) return features;
  const rows = (key: string) => features.value.get(key) ?? null;
  const reading = (key: string) => readingWith(rows(key), journal.value.get(key));
  return { ok: true, seen: { journal: journal.value, rows, reading } };
}

const unreadable = ({ why }: Refusal): Reading => ({ kind: "unreadable", why });

interface Task {
  readonly write: Write;
  readonly steps: readonly Step[];
}

async function writeAll(
  api: FlipperApi,
  records: Keeper,
  writes: readonly Write[],
  seen: Seen,
): Promise<readonly WriteResult[]> {
  const taken = new Set<string>();
  const planned = writes.map((write): WriteResult | Task => {
    const { key } = write;
    const verdict = judge(write, seen.reading(key), heldBy(write));
    if (verdict !== "go") return verdict;
    if (taken.has(key)) return { key, status: "conflict", detail: "another write of this batch is of the same flag" };
    taken.add(key);
    const steps = stepsBetween(seen.rows(key), write.exposure);
    return steps.ok ? { write, steps: steps.steps } : { key, status: "unsupported", detail: steps.why };
  });
  const tasks = planned.filter((one) => "steps" in one);

  const opened = new Map(
    tasks.map(({ write, steps }) => {
      const states = steps.map(({ after }) => after);
      return [write.key, begun(seen.journal.get(write.key), write, states)];
    }),
  );
  const journalled = await records.change(opened, seen.journal);
  if (!journalled.ok) return planned.map((one) => ("steps" in one ? resultOf(one.write.key, journalled.refusal) : one));

  const done = new Map<string, WriteResult>();
  const closing = new Map<string, Entry | null>();
  let stops: Refusal | null = null;
  for (const task of tasks) {
    const { key } = task.write;
    const outcome: Outcome = stops === null ? await carryOut(api, task, seen) : notTried(task, stops);
    stops = outcome.stops;
    done.set(key, outcome.result);
    if (outcome.result.status === "applied") closing.set(key, finished(task.write));
    else if (outcome.left !== undefined) closing.set(key, left(opened.get(key)!, outcome.left));
    else if (outcome.overtaken !== undefined) closing.set(key, overtaken(task.write, outcome.overtaken));
  }
  const closed = await records.change(closing, null);
  return planned.map((one) => {
    if (!("steps" in one)) return one;
    const result = done.get(one.write.key)!;
    if (closed.ok || result.status !== "applied") return result;
    return { ...result, status: "unverified", detail: `it is there, but not recorded: ${closed.refusal.why}` };
  });
}

interface Outcome {
  readonly result: WriteResult;
  /** What would keep the writes that follow from succeeding, too. */
  readonly stops: Refusal | null;
  /** What a write left behind that every request of was accepted and that still is not there. */
  readonly left?: Exposure;
  /** What we last made it show before somebody else changed that. */
  readonly overtaken?: Exposure;
}

function notTried({ write }: Task, stops: Refusal): Outcome {
  return { result: resultOf(write.key, { ...stops, why: `not tried: ${stops.why}` }), stops };
}

/** Looks once more, sends the requests one after the other, and looks what came of it. */
async function carryOut(api: FlipperApi, task: Task, seen: Seen): Promise<Outcome> {
  const { write, steps } = task;
  const { key } = write;
  const before = await api.features([key]);
  if (!before.ok) return { result: resultOf(key, before.refusal), stops: stopsAll(before.refusal) };
  if (!sameRows(before.value.get(key) ?? null, seen.rows(key))) {
    const detail = "the flag was changed since it was read: read again, then decide";
    return { result: { key, status: "conflict", detail }, stops: null };
  }
  const start = shownByOurs(seen.rows(key) ?? []);
  for (const [index, step] of steps.entries()) {
    const sent = await sendStep(api, key, step, steps[index - 1]?.after ?? start);
    if (sent.kind === "done") continue;
    if (sent.kind === "changed") return strayed(task, index, start, sent.shows);
    const { refusal } = sent;
    const result: WriteResult =
      index === 0 && refusal.status !== "unreachable" ? resultOf(key, refusal) : partial(key, index, steps, refusal);
    return { result, stops: stopsAll(refusal) };
  }
  const after = await api.features([key]);
  if (!after.ok) {
    const detail = `sent, but not read back: ${after.refusal.why}`;
    return { result: { key, status: "unverified", detail }, stops: stopsAll(after.refusal) };
  }
  const rows = after.value.get(key) ?? null;
  const ours = between(shows(rows), shows(seen.rows(key)), write.exposure ?? nobody);
  return { result: verified(write, rows), stops: null, ...(ours && { left: shows(rows) }) };
}

/** Half-way it shows something else than it should: what our own requests may have left is gone on with, no more is. */
function strayed({ write, steps }: Task, index: number, before: Exposure, found: Exposure): Outcome {
  const { key, exposure } = write;
  const at = `at request ${index + 1} of ${steps.length} it showed something else than it was told`;
  if (between(found, before, exposure ?? nobody)) {
    const detail = `${at}. The next sync ends what was begun`;
    return { result: { key, status: "partial", detail }, stops: null, left: found };
  }
  const detail = `${at}: somebody else changed it meanwhile, and that stays`;
  return { result: { key, status: "conflict", detail }, stops: null, overtaken: steps[index]!.after };
}

const shows = (rows: readonly GateRow[] | null) => (rows === null ? nobody : runningOf(rows, null).exposure);

/** One flag's own trouble is no trouble of the next; a store that cannot be reached or refuses us is. */
function stopsAll(refusal: Refusal): Refusal | null {
  return ["unauthorised", "unreachable", "rate-limited"].includes(refusal.status) ? refusal : null;
}

function partial(
  key: string,
  sent: number,
  steps: readonly Step[],
  { why, status, retryAfterMs }: Refusal,
): WriteResult {
  const detail = `after ${sent} of ${steps.length} requests: ${why}. The next sync ends what was begun`;
  return status === "rate-limited" ? { key, status, retryAfterMs, detail } : { key, status: "partial", detail };
}

function verified(write: Write, rows: readonly GateRow[] | null): WriteResult {
  const { key } = write;
  const entry = finished(write) ?? undefined;
  const reading = readingWith(rows, entry);
  if (isThere(write, reading)) return { key, status: "applied", detail: "written and read back" };
  const foreign = reading.kind === "running" ? reading.running.foreign : [];
  const what =
    foreign.length === 0
      ? "what was read back is something else: sync again"
      : `it also holds what is not ours and stays: ${foreign.join("; ")}`;
  return { key, status: "unverified", detail: `every request was accepted, but ${what}` };
}

function sameRows(a: readonly GateRow[] | null, b: readonly GateRow[] | null): boolean {
  const text = (rows: readonly GateRow[] | null) =>
    rows === null
      ? null
      : rows
          .map(({ gate, value }) => JSON.stringify([gate, value]))
          .sort()
          .join();
  return text(a) === text(b);
}

function resultOf(key: string, { status, why, retryAfterMs }: Refusal): WriteResult {
  return status === "rate-limited" ? { key, status, retryAfterMs, detail: why } : { key, status, detail: why };
}
