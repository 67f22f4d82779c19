import { capabilities } from "../flag/capabilities.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";
import type { Ask, Database } from "./flipper/database.ts";
import { holdsExposure, holdsWrite } from "./flipper/holds.ts";
import { listFlags, lockFlag, makeRecordTable, readFlags, recordTable, writeFlag } from "./flipper/tables.ts";
import type { Trouble } from "./flipper/trouble.ts";
import { isThere, judge } from "./judge.ts";
import type { Store } from "./store.ts";

/**
 * Flipper's ActiveRecord tables on PostgreSQL (https://www.flippercloud.io/docs/adapters/active-record), one
 * transaction a flag: who reads meanwhile sees the old exposure or the new one. Running processes see it when their
 * cache expires, which the environment's `propagation` says. `variable` holds the address; it alone is ever shown.
 */
export function flipperSqlStore(variable: string, database: Database): Store {
  return {
    name: `flipper-sql ${variable}`,
    capabilities: capabilities["flipper-sql"],
    holds: holdsExposure,
    async read(keys) {
      if (keys.length === 0) return new Map();
      const found = await database.on((ask) => readFlags(ask, keys));
      return found.ok ? found.value : new Map(keys.map((key) => [key, unreadable(found.trouble)]));
    },
    async keys() {
      const found = await database.on(listFlags);
      return found.ok ? found.value : [];
    },
    write: (writes) => writeAll(database, writes),
  };
}

const unreadable = ({ why }: Trouble): Reading => ({ kind: "unreadable", why });

async function writeAll(database: Database, writes: readonly Write[]): Promise<readonly WriteResult[]> {
  if (writes.length === 0) return [];
  const keys = [...new Set(writes.map(({ key }) => key))];
  const before = await database.on((ask) => readFlags(ask, keys));
  if (!before.ok) return writes.map(({ key }) => refused(key, before.trouble));

  const seen = new Set<string>();
  const verdicts = writes.map((write) => {
    // Of a flag that stands twice in the batch only the transaction can tell.
    const again = seen.size === seen.add(write.key).size;
    return again ? "go" : judge(write, before.value.get(write.key)!, holdsWrite(write));
  });
  let stops = verdicts.includes("go") ? await recordTrouble(database) : null;
  const outcomes: (WriteResult | "written")[] = [];
  for (const [index, write] of writes.entries()) {
    const verdict = verdicts[index]!;
    if (verdict !== "go") outcomes.push(verdict);
    else if (stops !== null) outcomes.push(refused(write.key, { ...stops, why: `not tried: ${stops.why}` }));
    else {
      const outcome = await writeOne(database, write);
      stops = outcome.stops;
      outcomes.push(outcome.result);
    }
  }
  return readBack(database, writes, outcomes);
}

/** What keeps us from having a place for the record of a write; without one nothing is written. */
async function recordTrouble(database: Database): Promise<Trouble | null> {
  const made = await database.on(makeRecordTable);
  if (made.ok) return null;
  const { status, why } = made.trouble;
  if (status !== "unauthorised") return made.trouble;
  const cure = "Let somebody who may make tables run it once, and grant this user SELECT, INSERT, UPDATE, DELETE on it";
  return { status, why: `${why}. There is no table for what was applied: ${recordTable}. ${cure}` };
}

interface Outcome {
  readonly result: WriteResult | "written";
  /** What would keep the writes that follow from succeeding, too. */
  readonly stops: Trouble | null;
}

async function writeOne(database: Database, write: Write): Promise<Outcome> {
  let committing = false;
  const done = await database.on(async (ask) => {
    // Whatever the database has as its default: compared is what is there once the lock is ours.
    await ask("BEGIN ISOLATION LEVEL READ COMMITTED");
    const verdict = await inTransaction(ask, write);
    if (verdict !== "go") {
      await ask("ROLLBACK");
      return verdict;
    }
    committing = true;
    await ask("COMMIT");
    return "written";
  });
  if (done.ok) return { result: done.value, stops: null };
  const { trouble } = done;
  if (committing) {
    const detail = `${trouble.why}; it may have been written: sync again`;
    return { result: { key: write.key, status: "unverified", detail }, stops: trouble };
  }
  return {
    result: refused(write.key, trouble),
    stops: trouble.status === "unreachable" || trouble.status === "unauthorised" ? trouble : null,
  };
}

/** Compares once more under the lock, then writes. */
async function inTransaction(ask: Ask, write: Write): Promise<WriteResult | "go"> {
  const { key, exposure } = write;
  await ask("SET LOCAL lock_timeout = '5s'");
  const made = await lockFlag(ask, write);
  const found = (await readFlags(ask, [key])).get(key)!;
  const nothing = made && found.kind === "running" && found.running.applied === null && (await hasNoGate(ask, key));
  const reading: Reading = nothing ? { kind: "absent" } : found;
  const verdict = judge(write, reading, holdsWrite(write));
  if (verdict !== "go") return verdict;
  if (exposure === null && reading.kind === "running" && reading.running.foreign.length > 0) {
    const theirs = reading.running.foreign.join("; ");
    return { key, status: "unsupported", detail: `it also holds ${theirs}: removing it would take that away, too` };
  }
  await writeFlag(ask, write);
  return "go";
}

/** The feature we made ourselves a moment ago is no flag that was there. */
async function hasNoGate(ask: Ask, key: string): Promise<boolean> {
  return (await ask("SELECT 1 FROM flipper_gates WHERE feature_key = $1 LIMIT 1", [key])).count === 0;
}

const none: ReadonlyMap<string, Reading> = new Map();

async function readBack(
  database: Database,
  writes: readonly Write[],
  outcomes: readonly (WriteResult | "written")[],
): Promise<readonly WriteResult[]> {
  const last = new Map(writes.filter((_, index) => outcomes[index] === "written").map((write) => [write.key, write]));
  const written = [...last.keys()];
  const after = await database.on((ask) => (written.length === 0 ? Promise.resolve(none) : readFlags(ask, written)));
  return outcomes.map((outcome, index): WriteResult => {
    const { key } = writes[index]!;
    if (outcome !== "written") return outcome;
    if (!after.ok) return { key, status: "unverified", detail: `written, but not read back: ${after.trouble.why}` };
    const reading = after.value.get(key)!;
    if (isThere(last.get(key)!, reading)) return { key, status: "applied", detail: "written and read back" };
    return { key, status: "unverified", detail: `it was written, but ${besides(reading)}` };
  });
}

function besides(reading: Reading): string {
  const foreign = reading.kind === "running" ? reading.running.foreign : [];
  if (foreign.length === 0) return "what was read back is something else: sync again";
  return `it also holds what is not ours and stays: ${foreign.join("; ")}. Take that away by hand`;
}

function refused(key: string, { status, why }: Trouble): WriteResult {
  return { key, status, detail: why };
}
