import { DateTime } from "luxon";
import type { Metric } from "../../flag/metric.ts";
import { type Left, stageLeft } from "../criteria.ts";
import type { Evidence, Subject } from "../gate.ts";

/** What a pull request says was measured in the stage it leaves, metric by metric: all of it is to be shown again. */
export type Claim = { readonly metric: string } & (
  | {
      readonly kind: "ask";
      readonly written: object;
      readonly definition: Metric;
      readonly at: DateTime;
      readonly left: Left;
    }
  | { readonly kind: "not-a-record" | "other-stay" | "since-unknown"; readonly why: string }
);

/**
 * The records in the head's results of the stage being left. What an earlier stay left there, unchanged from main, is
 * history; a record without numbers claims nothing, unless it says it passed.
 */
export function claimsOf(subject: Subject, { now, since }: Pick<Evidence, "now" | "since">): readonly Claim[] {
  const left = stageLeft(subject, { now, since });
  const head = subject.head?.stages.find(({ name }) => name === left?.stage.name);
  if (left === null || head === undefined) return [];
  return Object.entries(head.results.measured).flatMap(([metric, written]): readonly Claim[] => {
    const at = evaluatedAt(written);
    const before = left.stage.results.measured[metric];
    const unchanged = before !== undefined && JSON.stringify(before) === JSON.stringify(written);
    if (unchanged && (at === null || since === null || at <= since)) return [];
    const definition = left.plan.metrics.find(({ name }) => name === metric);
    if (definition === undefined) return [{ metric, kind: "not-a-record", why: "main has no metric of this name" }];
    if (!isMap(written) || at === null) {
      return [{ metric, kind: "not-a-record", why: "it says no evaluatedAt, so it cannot be asked again" }];
    }
    if (since === null) return [{ metric, kind: "since-unknown", why: "when the stage began is not known" }];
    if (at <= since) return [{ metric, kind: "other-stay", why: "it is from before this stage was entered" }];
    if (at > now) return [{ metric, kind: "other-stay", why: "it says it was made in the future" }];
    if (!hasNumbers(written) && written.outcome !== "pass") return [];
    return [{ metric, kind: "ask", written, definition, at, left }];
  });
}

type Written = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasNumbers = (written: Written) => ["k", "n", "value"].some((key) => written[key] !== undefined);

function evaluatedAt(written: unknown): DateTime | null {
  const said = isMap(written) ? written.evaluatedAt : null;
  if (typeof said !== "string" || !/(?:Z|[+-]\d\d:\d\d)$/.test(said)) return null;
  const at = DateTime.fromISO(said, { zone: "utc" });
  return at.isValid ? at : null;
}
