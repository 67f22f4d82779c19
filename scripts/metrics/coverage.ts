import type { Duration } from "luxon";
import type { Answered } from "../flag/measurement.ts";
import { spell } from "./instant.ts";
import type { Question } from "./provider.ts";

/** Longest window believed where nobody says how long the data is kept, in milliseconds: a day. */
const unprovenMs = 86_400_000;

/**
 * Whether data kept for `keptMs` milliseconds (null: not known) can answer a window at all; the error to answer where
 * not. A store that forgot the start of a window answers with a smaller number and calls it a success.
 */
export function uncovered({ window }: Question, keptMs: number | null, provider: string): Answered | null {
  const asked = window.to.diff(window.from).toMillis();
  if (asked <= (keptMs ?? unprovenMs)) return null;
  const cure = "shorten the metric's window";
  const why =
    keptMs === null
      ? `${spellSpan(asked)} are asked for and nobody says how long ${provider} keeps its data: add its \`retention\` to the settings, or ${cure}`
      : `${spellSpan(keptMs)} of ${spellSpan(asked)} covered: ${provider} keeps no more, so ${cure}`;
  return { kind: "error", reason: "coverage", why };
}

/** What is known of a source before it is asked. */
export interface Source {
  readonly name: string;
  /** How long it keeps data, in milliseconds; null: not known. */
  readonly keptMs: number | null;
}

/**
 * Why a question is not worth asking, `now` in milliseconds since 1970: the window is still empty, longer than the
 * source keeps its data, or, asked about again later, begins before what is kept. Null where it can be asked.
 */
export function unanswerable(question: Question, { name, keptMs }: Source, now: number): Answered | null {
  const { from, to } = question.window;
  if (from >= to) return { kind: "no-data", why: "the window is still empty" };
  const short = uncovered(question, keptMs, name);
  if (short !== null || keptMs === null || now - from.toMillis() <= keptMs) return short;
  const why = `the window begins ${spell(from)}, and ${name} keeps only the last ${spellSpan(keptMs)}`;
  return { kind: "error", reason: "coverage", why };
}

/**
 * How long a Prometheus keeps data, from `storageRetention` of /api/v1/status/runtimeinfo: `15d`, `1y6w`, `15d or 10GB`
 * (whichever is reached first). Null where it names no time. Units as in Prometheus: a year is 365 d.
 */
export function readRetention(text: string): number | null {
  const span = text.split(" or ").find((part) => /^(\d+(ms|[ywdhms]))+$/.test(part));
  return span === undefined ? null : spanMs(span);
}

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

const spanMs = (span: string) =>
  [...span.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);

/** `15 d`, `36 h`, `5400 s`: the largest unit that says it exactly, so that no two different spans read the same. */
export function spellSpan(ms: number): string {
  const unit = (["d", "h"] as const).find((name) => ms % units[name]! === 0) ?? "s";
  return `${ms / units[unit]!} ${unit}`;
}

/** A settings' `retention` in milliseconds; months and years counted as luxon counts them, 30 and 365 days. */
export function keptFor(retention: Duration | null): number | null {
  return retention === null ? null : retention.toMillis();
}
