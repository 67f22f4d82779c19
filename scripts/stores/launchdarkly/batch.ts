import { isDeepStrictEqual } from "node:util";
import type { Exposure } from "../../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../../flag/running.ts";
import { isThere, judge } from "../judge.ts";
import type { Held } from "../store.ts";
import type { LaunchDarklyApi } from "./api.ts";
import { type Refusal, resultOf, stopsAll } from "./refusal.ts";
import { readingIn } from "./running.ts";
import { carryOut } from "./write.ts";

/** What is the same for all writes of a batch. */
export interface Place {
  readonly environment: string;
  /** Keys of the flags that a guarded rollout watches. */
  readonly watched: ReadonlySet<string>;
  readonly holds: (exposure: Exposure) => Held;
}

/** One result a write, in their order. What would refuse every other write as well ends the batch. */
export async function writeAll(
  api: LaunchDarklyApi,
  place: Place,
  writes: readonly Write[],
): Promise<readonly WriteResult[]> {
  const results: WriteResult[] = [];
  let stops: Refusal | null = null;
  for (const write of writes) {
    const { key } = write;
    const held: Held = write.exposure === null ? { ok: true } : place.holds(write.exposure);
    if (!held.ok) results.push({ key, status: "unsupported", detail: held.why });
    else if (stops !== null) results.push(resultOf(key, { ...stops, why: `not tried: ${stops.why}` }));
    else {
      const outcome = await writeOne(api, place, write);
      stops = outcome.stops;
      results.push(outcome.result);
    }
  }
  return results;
}

interface Outcome {
  readonly result: WriteResult;
  /** What would keep the writes that follow from succeeding, too. */
  readonly stops: Refusal | null;
}

async function writeOne(api: LaunchDarklyApi, { environment, watched }: Place, write: Write): Promise<Outcome> {
  const { key } = write;
  const look = async () => {
    const said = await api.flag(key);
    return said.ok
      ? { ...said, flag: said.value.get(key) ?? null, reading: readingIn(said.value, key, environment, watched) }
      : said;
  };
  const before = await look();
  if (!before.ok) return refused(key, before.refusal);
  const verdict = judge(write, before.reading, { ok: true });
  if (verdict !== "go") return { result: verdict, stops: null };
  const done = await carryOut(api, { environment, write, flag: before.flag, reading: before.reading });
  if (done.kind === "not-written") return { result: done.result, stops: null };
  const after = await look();
  if (!after.ok && done.kind === "refused") return refused(key, done.refusal);
  if (!after.ok) {
    const detail = `sent, but not read back: ${after.refusal.why}`;
    return { result: { key, status: "unverified", detail }, stops: stopsAll(after.refusal) ? after.refusal : null };
  }
  // A write whose answer was lost is found by looking, whatever was said of it.
  if (isThere(write, after.reading)) return { result: applied(key), stops: null };
  if (done.kind === "refused") {
    const { refusal } = done;
    const asked = refusal.http !== null && [400, 409, 422].includes(refusal.http);
    if (!asked || isDeepStrictEqual(before.flag, after.flag)) return refused(key, refusal);
    const detail = "the flag was changed since it was read: read again, then decide";
    return { result: { key, status: "conflict", detail }, stops: null };
  }
  return { result: unverified(key, after.reading), stops: null };
}

const refused = (key: string, refusal: Refusal): Outcome => ({
  result: resultOf(key, refusal),
  stops: stopsAll(refusal) ? refusal : null,
});

const applied = (key: string): WriteResult => ({ key, status: "applied", detail: "written and read back" });

function unverified(key: string, reading: Reading): WriteResult {
  const foreign = reading.kind === "running" ? reading.running.foreign : [];
  const what =
    foreign.length === 0
      ? "what was read back is something else: sync again"
      : `it also holds what is not ours and stays: ${foreign.join("; ")}`;
  return { key, status: "unverified", detail: `it was accepted, but ${what}` };
}
