import { DateTime, FixedOffsetZone, type Zone } from "luxon";
import { asUtc, changeNear, dayMs, impossible, instantsOf, offsetMinutes, readClock } from "./calendar.ts";
import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";

type End = "opens" | "closes";

/**
 * One end of a window in the plan's zone. A date is a whole local day, so that as an end it becomes the first instant
 * of the next; a local time that daylight saving skips or repeats is refused, as nobody could say when it is.
 */
export function bound(text: string, end: End, zone: Zone, path: Path, problems: Problem[]): DateTime {
  const key = `${end} ${text} ${zone.name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const wrong = problems.length;
  const time = read(text, end, zone, path, problems);
  if (known.size >= mostKnown) known.clear();
  if (problems.length === wrong) known.set(key, time);
  return time;
}

/** Ends already read, as asking a zone for its offset is slow and plans of a repository share their days. */
const known = new Map<string, DateTime>();
const mostKnown = 5000;

function read(text: string, end: End, zone: Zone, path: Path, problems: Problem[]): DateTime {
  const refused = (why: string): DateTime => {
    problems.push({ path, at: "value", message: `${text} ${why}`, rule: "date" });
    return DateTime.fromMillis(0, { zone });
  };
  const { clock, timed, offset } = readClock(text);
  const wrong = impossible(clock);
  if (wrong !== null) return refused(`is no date: ${wrong}`);
  const local = asUtc(clock);

  if (offset !== null) {
    const minutes = offsetMinutes(offset);
    if (minutes === null) return refused("has an offset no place keeps: offsets go from -14:00 to +14:00");
    return DateTime.fromMillis(local - minutes * 60_000, { zone });
  }
  if (!timed) return startOfDay(end === "closes" ? local + dayMs : local, zone);

  const [first, second] = instantsOf(local, zone);
  if (first === undefined) return refused(saySkipped(local, zone));
  if (second !== undefined) return refused(sayTwice(text, [first, second], zone));
  return DateTime.fromMillis(first, { zone });
}

/** An instant with its offset, in UTC. */
export function instant(text: string, path: Path, problems: Problem[]): DateTime {
  return bound(text, "opens", FixedOffsetZone.utcInstance, path, problems);
}

/** A calendar day that exists, as it was written. */
export function day(text: string, path: Path, problems: Problem[]): string {
  bound(text, "opens", FixedOffsetZone.utcInstance, path, problems);
  return text;
}

/** The first instant of a local day: midnight, or where clocks skip it, the moment they go forward. */
function startOfDay(local: number, zone: Zone): DateTime {
  return DateTime.fromMillis(instantsOf(local, zone)[0] ?? changeNear(local, zone), { zone });
}

function saySkipped(local: number, zone: Zone): string {
  const change = changeNear(local, zone);
  const [before, after] = [change - 60_000, change].map((at) => clockText(at, zone));
  return `does not exist in ${zone.name}, as clocks go forward over it: write ${before} or earlier, or ${after} or later`;
}

function sayTwice(text: string, instants: readonly [number, number], zone: Zone): string {
  const [first, second] = instants.map((at) => `${text}${DateTime.fromMillis(at, { zone }).toFormat("ZZ")}`);
  return `exists twice in ${zone.name}, as clocks go back: write ${first} or ${second}`;
}

const clockText = (at: number, zone: Zone) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
