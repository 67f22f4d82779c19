import { Duration } from "luxon";
import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";
import { nameOf } from "./words.ts";

const tenYears = Duration.fromISO("P3650D").toMillis();

/** Durations already read: plans of a repository share the few they have, and equal ones are one in memory. */
const known = new Map<string, Duration>();
const mostKnown = 1000;

/** ISO 8601 text as a duration. The schema has seen to its form; here its length is held to ten years. */
export function duration(text: string, path: Path, problems: Problem[]): Duration {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = Duration.fromISO(text);
  if (read.toMillis() > tenYears) {
    problems.push({ path, at: "value", message: `${nameOf(path)} must be at most P3650D, ten years, not ${text}` });
    return read;
  }
  if (known.size >= mostKnown) known.clear();
  known.set(text, read);
  return read;
}

/** Durations that stand in for what a file leaves out, made once. */
export const usual = {
  none: Duration.fromISO("PT0S"),
  initialDelay: Duration.fromISO("PT15M"),
  settle: Duration.fromISO("PT5M"),
  maxAge: Duration.fromISO("PT2H"),
  noData: Duration.fromISO("PT24H"),
} as const;
