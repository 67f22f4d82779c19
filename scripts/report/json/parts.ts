import type { DateTime } from "luxon";
import type { Finding } from "../../gates/gate.ts";
import type { ExposureChange, Move } from "../../plan/move.ts";
import type { Problem } from "../value.ts";
import { ends } from "../words/move.ts";

/** Documents for programs: texts as they are, times as ISO 8601 instants in UTC, nothing cut. */
export const version = 1;

export const instant = (time: DateTime): string => time.toUTC().toISO({ suppressMilliseconds: true })!;

/** The fields that a document promises, in the order in which a person reads them. */
export function findingJson({ gate, outcome, reason, because, about, waitsFor, until }: Finding) {
  return {
    gate,
    outcome,
    reason,
    because,
    ...(about === undefined ? {} : { about }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(until === undefined ? {} : { until: instant(until) }),
  };
}

export function moveJson(move: Move, exposure: readonly ExposureChange[], edits: readonly string[]) {
  const illegal = move.kind === "illegal" ? { reason: move.reason, why: move.why, cure: move.cure } : {};
  return { plan: move.plan, kind: move.kind, ...ends(move), ...illegal, exposure: exposure.map(exposureJson), edits };
}

const exposureJson = ({ flag, environment, before, after, direction }: ExposureChange) => {
  return { flag, environment, before, after, direction };
};

export function diagnosticJson({ diagnostic: { file, place, severity, rule, message } }: Problem) {
  return { file, ...place, severity, rule, message };
}
