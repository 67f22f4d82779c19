import { type Exposure, nobody } from "../../flag/exposure.ts";
import { recorded } from "../../flag/recorded.ts";
import type { Applied, Reading, Recorded, Write } from "../../flag/running.ts";
import { fromMetadata, toMetadata } from "../flagd/record.ts";
import { DocumentProblem } from "../text-file.ts";
import { type GateRow, runningOf } from "./gates.ts";

/** What is known of our writes to one flag. */
export interface Entry {
  /** The record of the last write that was read back, as `toMetadata` gives it; null where there is none. */
  readonly applied: unknown;
  /** A write that was begun: its record, and what the flag shows after each of its requests. Null where none is open. */
  readonly pending: { readonly record: unknown; readonly states: readonly Recorded[] } | null;
}

/** What was last written, flag by flag, for a store that has no place for it. */
export type Journal = ReadonlyMap<string, Entry>;

export function parseJournal(text: string | null, name: string): Journal {
  if (text === null) return new Map();
  const restore = `restore it with: git checkout -- ${name}. Until then nothing is written`;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new DocumentProblem("invalid", `${name} is not JSON: ${restore}`);
  }
  const flags = isMap(found) && found.version === 1 ? found.flags : null;
  if (!isMap(flags) || !Object.values(flags).every(isEntry)) {
    throw new DocumentProblem("invalid", `${name} is no record of writes: ${restore}`);
  }
  return new Map(Object.entries(flags) as [string, Entry][]);
}

export function printJournal(journal: Journal): string {
  const flags = [...journal].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ version: 1, flags: Object.fromEntries(flags) }, null, 2)}\n`;
}

/** A write as it is about to begin. */
export function begun(entry: Entry | undefined, { applied }: Write, states: readonly Exposure[]): Entry {
  // What an earlier write may have left behind is still ours should this one not begin.
  const before = entry?.pending?.states ?? [];
  const pending = { record: toMetadata(applied), states: [...before, ...states.map(recorded)].slice(-200) };
  return { applied: entry?.applied ?? null, pending };
}

/** A write that was not carried out as accepted, and what it left behind. */
export function left(entry: Entry, shows: Exposure): Entry {
  if (entry.pending === null) return entry;
  return { ...entry, pending: { ...entry.pending, states: [...entry.pending.states, recorded(shows)] } };
}

/** A write that somebody else's hand cut into: what we last made it show, so that theirs is seen as drift, and stays. */
export function overtaken({ applied }: Write, shows: Exposure): Entry {
  return { applied: toMetadata({ ...applied, exposure: recorded(shows) }), pending: null };
}

/** True where a flag shows something on the way from one exposure to the other. */
export function between(shows: Exposure, before: Exposure, after: Exposure): boolean {
  const [from, to] = [Math.min(before.percent, after.percent), Math.max(before.percent, after.percent)];
  const kept = before.actors.filter((actor) => after.actors.includes(actor));
  return (
    from <= shows.percent &&
    shows.percent <= to &&
    kept.every((actor) => shows.actors.includes(actor)) &&
    shows.actors.every((actor) => before.actors.includes(actor) || after.actors.includes(actor))
  );
}

/** A write that was read back; null where the flag is gone and so is its record. */
export function finished({ exposure, applied }: Write): Entry | null {
  return exposure === null ? null : { applied: toMetadata(applied), pending: null };
}

/**
 * What the store holds (null: no such flag) with the record of who wrote it. While a write is open, a state it may have
 * left behind is our own work and no drift; the record then is of no stage, so that the next sync ends what was begun.
 */
export function readingWith(rows: readonly GateRow[] | null, entry: Entry | undefined): Reading {
  const applied = fromMetadata(entry?.applied ?? null);
  const pending = fromMetadata(entry?.pending?.record ?? null);
  if (rows === null && applied === null && pending === null) return { kind: "absent" };
  const running = runningOf(rows ?? [], applied);
  if (pending === null || entry?.pending == null || running.foreign.length > 0) return { kind: "running", running };
  const shows = recorded(rows === null ? nobody : running.exposure);
  const like = (one: Recorded) => one.percent === shows.percent && one.digest === shows.digest;
  const interrupted = (record: Applied): Applied => ({
    ...record,
    exposure: shows,
    standing: `${record.standing}, interrupted`,
  });
  if (applied !== null && like(applied.exposure))
    return { kind: "running", running: { ...running, applied: interrupted(applied) } };
  if (entry.pending.states.some(like))
    return { kind: "running", running: { ...running, applied: interrupted(pending) } };
  return rows === null && applied === null ? { kind: "absent" } : { kind: "running", running };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isEntry(value: unknown): boolean {
  if (!isMap(value)) return false;
  const { pending } = value;
  return pending === null || (isMap(pending) && Array.isArray(pending.states) && pending.states.every(isMap));
}
