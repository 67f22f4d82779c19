import type { DateTime } from "luxon";
import { readInstant } from "./instant.ts";

/** Counts over time as a file holds them. */
export interface Recording {
  readonly series: readonly string[];
  /** In ascending order of time. */
  readonly rows: readonly Row[];
}

/** What was counted from `time` until the next row's time; null where the file has no value. */
export interface Row {
  readonly time: DateTime;
  readonly counts: ReadonlyMap<string, unknown>;
}

export type Read =
  | { readonly ok: true; readonly recording: Recording }
  /** `place` is a line of a CSV or an entry of a JSON list, both counted from 1. */
  | { readonly ok: false; readonly place: string; readonly why: string };

/**
 * CSV: the first line is `time` and the names of the series, every further one an instant and a count a series, empty
 * where there is none. Names and values hold no commas or quotes; lines that start with # are comments.
 */
export function readCsv(text: string): Read {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ place: `line ${index + 1}`, cells: line.split(",").map((cell) => cell.trim()), line }))
    .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"));
  const [header, ...rest] = lines;
  if (header === undefined) return { ok: false, place: "line 1", why: "the file is empty" };
  const [time, ...series] = header.cells;
  const { place } = header;
  if (time !== "time" || series.length === 0)
    return { ok: false, place, why: "the first line must be time,<series>,..." };
  if (series.includes("")) return { ok: false, place, why: "a series has no name" };
  if (new Set(series).size < series.length) return { ok: false, place, why: "two series have the same name" };
  const ragged = rest.find(({ cells }) => cells.length !== header.cells.length);
  if (ragged) {
    return { ok: false, place: ragged.place, why: `expected ${header.cells.length} cells, got ${ragged.cells.length}` };
  }
  const entries = rest.map(({ place, cells: [time, ...values] }) => {
    const counts = new Map(series.map((name, index) => [name, values[index] === "" ? null : values[index]]));
    return { place, time, counts };
  });
  return inOrder(series, entries);
}

/** JSON: a list of objects, each with `time` and a count a series: `[{"time": "2026-01-15T12:00:00Z", "downloads": 812}]`. */
export function readJson(text: string): Read {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return { ok: false, place: "entry 1", why: "the file is no JSON" };
  }
  if (!Array.isArray(list)) return { ok: false, place: "entry 1", why: "the file is no list of objects" };
  const odd = list.findIndex((entry) => typeof entry !== "object" || entry === null || Array.isArray(entry));
  if (odd !== -1) return { ok: false, place: `entry ${odd + 1}`, why: "expected an object with `time` and counts" };
  const entries = list.map((entry: Readonly<Record<string, unknown>>, index) => {
    const { time, ...counts } = entry;
    return { place: `entry ${index + 1}`, time, counts: new Map(Object.entries(counts)) };
  });
  return inOrder([...new Set(entries.flatMap(({ counts }) => [...counts.keys()]))], entries);
}

interface Entry {
  readonly place: string;
  readonly time: unknown;
  readonly counts: ReadonlyMap<string, unknown>;
}

/** Times must rise: a repeated one would count twice. */
function inOrder(series: readonly string[], entries: readonly Entry[]): Read {
  const rows: Row[] = [];
  for (const { place, time, counts } of entries) {
    const at = typeof time === "string" ? readInstant(time) : null;
    if (at === null) return { ok: false, place, why: "time is no instant with an offset: write 2026-01-15T12:00:00Z" };
    const before = rows.at(-1);
    if (before && at <= before.time) return { ok: false, place, why: "time is not later than the one before it" };
    rows.push({ time: at, counts });
  }
  return { ok: true, recording: { series, rows } };
}
