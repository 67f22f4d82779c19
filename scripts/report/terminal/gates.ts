import type { DateTime } from "luxon";
import { showTime, showWait } from "../../flag/time.ts";
import type { Finding } from "../../gates/gate.ts";
import { symbols } from "../words/outcome.ts";
import { longest, plain, sentence } from "../words/plain.ts";
import { type Cell, table } from "./layout.ts";
import { type Look, paint } from "./paint.ts";

/** A foreign name, safe to print. */
export const name = (text: string): string => plain(text, longest.name);

/** The gate, and what it speaks of where its reason does not say that itself. */
export function gateLabel({ gate, about, because }: Finding): string {
  return about === undefined || because.includes(about) ? gate : `${gate} ${name(about)}`;
}

/** One line a finding: symbol and word, gate, why with the way out. */
export function gateTable(
  findings: readonly Finding[],
  way: (finding: Finding) => string,
  look: Look,
): readonly string[] {
  const style = paint(look.colour);
  const rows = findings.map((finding): readonly Cell[] => {
    const { outcome } = finding;
    return [
      { text: `${symbols[outcome]} ${outcome}`, style: style[outcome] },
      { text: gateLabel(finding) },
      { text: [sentence(plain(finding.because)), plain(way(finding))].filter(Boolean).join(" ") },
    ];
  });
  return table(rows, look.columns, 2);
}

/** `2025-03-13 09:00 EDT, in 18 hours`: for readers that are not kept, since it is wrong a minute later. */
export const timeAndWait = (at: DateTime, zone: string, now: DateTime): string =>
  `${showTime(at, zone)}, ${showWait(now, at)}`;
