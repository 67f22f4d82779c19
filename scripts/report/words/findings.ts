import type { DateTime } from "luxon";
import { showTime } from "../../flag/time.ts";
import type { Finding, Subject } from "../../gates/gate.ts";
import { reasonCures } from "../../gates/reasons.ts";
import { zoneOf } from "../value.ts";
import { capital, sentence } from "./plain.ts";

/** The way out of a finding that does not pass, in a sentence; empty where there is none to tell. */
export function wayOut(
  { reason, outcome, because, until, waitsFor }: Finding,
  { move, ...sides }: Omit<Subject, "settings">,
): string {
  if (outcome === "pass") return "";
  if (move.kind === "illegal" && move.reason === reason) return sentence(capital(move.cure));
  if (until !== undefined) {
    const time = showTime(until, zoneOf(sides));
    return because.includes(time) ? "Passes by itself." : `Passes by itself at ${time}.`;
  }
  if (Object.hasOwn(reasonCures, reason)) return sentence(reasonCures[reason]!.cure);
  return waitsFor === undefined ? "" : sentence(`Waits for ${waitsFor}`);
}

/** What time alone can do: when it has done it all (`at`, null where nothing waits for a time), and whether that is Go. */
export function timeAlone(findings: readonly Finding[]): { readonly at: DateTime | null; readonly enough: boolean } {
  const open = findings.filter(({ outcome }) => outcome !== "pass");
  const times = open.flatMap(({ outcome, until }) => (outcome === "wait" && until !== undefined ? [until] : []));
  const at = times.toSorted((a, b) => b.toMillis() - a.toMillis())[0] ?? null;
  return { at, enough: times.length === open.length };
}
