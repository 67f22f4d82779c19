import type { Zone } from "luxon";
import type { Window } from "../flag/plan.ts";
import { bound } from "./dates.ts";
import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";
import type { WrittenWindow } from "./written.ts";

/** A window in the plan's zone: opens <= now < closes. A date that closes it is inclusive as written, so it ends with the next day. */
export function windowOf({ opens, closes, raw }: WrittenWindow, zone: Zone, path: Path, problems: Problem[]): Window {
  const end = (text: string | null | undefined, which: "opens" | "closes") =>
    text === null || text === undefined ? null : bound(text, which, zone, [...path, which], problems);
  const window = { opens: end(opens, "opens"), closes: end(closes, "closes") };
  if (window.opens === null && window.closes === null) {
    const message = "a window needs `opens` or `closes`: without them it could never be judged";
    problems.push({ path, at: "key", message, rule: "date" });
  }
  return { ...window, text: raw ?? windowText(opens ?? null, closes ?? null) };
}

function windowText(opens: string | null, closes: string | null): string {
  if (opens === closes) return opens ?? "";
  if (opens === null) return `until ${closes}`;
  return closes === null ? `from ${opens}` : `${opens} to ${closes}`;
}
