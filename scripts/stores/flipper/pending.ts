import { sameApplied, untouched } from "../../flag/recorded.ts";
import type { Applied, Reading } from "../../flag/running.ts";
import { fromMetadata } from "../flagd/record.ts";

/** A state that a script of ours may have left behind, and the record of the write that did. */
export interface Earlier {
  readonly state: { readonly percent: number; readonly actors: readonly string[] };
  readonly record: unknown;
  /** The script that would have. */
  readonly by?: string;
}

/** What a script says about flags, as far as it matters once it lies there. */
export interface Data {
  readonly id: string;
  readonly commit: string;
  /** ISO 8601 instant after which it changes nothing. */
  readonly until: string;
  readonly flags: readonly {
    readonly key: string;
    /** Missing where the flag is only looked at, null where it is to be removed. */
    readonly to?: Earlier["state"] | null;
    readonly record?: unknown;
    readonly earlier?: readonly Earlier[];
  }[];
}

/** The data of a script; null where there is none, or it is no script of ours. */
export function dataOf(script: string | null): Data | null {
  const data = /<<'FLAGS'\)\n([\s\S]*?)\nFLAGS\n/.exec(script ?? "")?.[1];
  try {
    return data === undefined ? null : (JSON.parse(data) as Data);
  } catch {
    return null;
  }
}

const most = 5;

/** What the scripts before the next one may have done to a flag: found there, it is our own work and no drift. */
export function earlier(before: Data | null, key: string): readonly Earlier[] {
  const flag = before?.flags.find((one) => one.key === key);
  if (flag?.to === undefined) return [];
  const all = [
    ...(flag.earlier ?? []),
    ...(flag.to === null ? [] : [{ state: flag.to, record: flag.record, by: before!.id }]),
  ];
  const last = new Map(all.map((one) => [JSON.stringify(one.state), one]));
  return all.filter((one) => last.get(JSON.stringify(one.state)) === one).slice(-most);
}

/**
 * A reading while a script waits of which nobody knows whether it ran. The record says so, and is therefore not the one
 * of any stage: so the next sync writes even where main went back to what was there before, and what waits is replaced.
 * Where the script that `told` what runs did what this one would do, and none between them would do otherwise, it makes
 * no difference.
 */
export function undecided(reading: Reading, waits: Data | null, key: string, told: string | null = null): Reading {
  const change = waits?.flags.find((one) => one.key === key && one.to !== undefined);
  if (change === undefined || reading.kind !== "running" || reading.running.applied === null) return reading;
  const next = fromMetadata(change.record);
  const { applied } = reading.running;
  const all = change.earlier ?? [];
  const between = all.slice(all.findIndex(({ by }) => by === told) + 1);
  const same = [next, ...between.map(({ record }) => fromMetadata(record))].every((one) => sameWrite(one, applied));
  if (change.to !== null && untouched(reading.running) && same) return reading;
  const standing = `${applied.standing}, or ${next?.standing ?? "another standing"} should the script have run`;
  return { kind: "running", running: { ...reading.running, applied: { ...applied, standing } } };
}

/** The same change for the same reason, whichever commit of main asked for it. */
function sameWrite(one: Applied | null, other: Applied): boolean {
  return one !== null && sameApplied({ ...one, commit: other.commit }, other);
}

const leastLeft = 12 * 3_600_000;

/**
 * True where the script that waits asks for just what the next one would, and may be run for half a day yet: then it
 * stays, so that whoever reviews it, or is about to run it, is not given another one every quarter of an hour.
 */
export function stillAsks(waits: Data, next: Data, at: string): boolean {
  const essence = ({ flags }: Data) =>
    JSON.stringify(
      flags.map(({ earlier: _, record, ...flag }) => ({
        ...flag,
        write: { ...fromMetadata(record), commit: "", at: "" },
      })),
    );
  return essence(waits) === essence(next) && Date.parse(waits.until) - Date.parse(at) > leastLeft;
}
