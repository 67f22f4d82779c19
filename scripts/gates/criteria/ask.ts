import { DateTime, type Duration } from "luxon";
import { exposureAt, stageNamed } from "../../flag/ladder.ts";
import type { Part } from "../../flag/measurement.ts";
import type { Metric, Query } from "../../flag/metric.ts";
import type { ReleasePlan } from "../../flag/plan.ts";
import { after } from "../../flag/time.ts";
import { byHand } from "./by-hand.ts";

/** A plan's stay in the stage it stands in: since when, as of when, and the share of users it shows the flag to. */
export interface Stay extends Since {
  readonly percent: number;
}

export interface Since {
  /** When the standing began. Null: not known, then nothing can be judged. */
  readonly since: DateTime | null;
  readonly now: DateTime;
  /** How long after a write every running process has seen it. */
  readonly propagation: Duration;
}

export interface Range {
  readonly from: DateTime;
  readonly to: DateTime;
}

/** One query that a metric needs an answer to, over which window: from <= t < to. */
export interface Ask {
  readonly part: Part;
  readonly query: Query;
  readonly window: Range;
}

/** When the stage's numbers begin to count: entered, seen by every process, and past the metric's initial delay. */
export function measuredFrom(metric: Metric, { since, propagation }: Since): DateTime | null {
  return since === null ? null : after(since, propagation, metric.initialDelay);
}

/**
 * What a metric is asked about: from `measuredFrom` until `settle` ago, or the last `window` of that. It never reaches
 * back before the stage, whose numbers are another exposure's. Empty (from >= to) where it is too early to ask, and
 * where nobody knows since when the stage is.
 */
export function windowOf(metric: Metric, stay: Since): Range {
  const to = stay.now.toUTC().minus(metric.settle);
  const entry = measuredFrom(metric, stay) ?? to;
  if (metric.window === "stage") return { from: entry, to };
  return { from: DateTime.max(entry, to.minus(metric.window)), to };
}

/**
 * Every query a metric needs, with its window; none while it is too early to ask. Control only while some users see the
 * flag and some do not; burn-rate pairs only at 100 %, and each only once its long window fits into the stage.
 */
export function questionsOf(metric: Metric, stay: Stay): readonly Ask[] {
  const window = windowOf(metric, stay);
  if (window.from >= window.to) return [];
  const { measure } = metric;
  const ask = (part: Part, query: Query | null) =>
    query === null ? [] : [{ part, query, window: byHand(query) ? seenWindow(metric, stay) : window }];
  switch (measure.kind) {
    case "share":
      return [...ask("exposed", measure.exposed), ...ask("eligible", measure.eligible)];
    case "count":
      return [...ask("value", measure.value), ...ask("samples", measure.samples)];
    case "value": {
      const distinct = byHand(measure.value) ? [] : distinctWindows(metric, measure.consecutive, stay);
      const again = distinct.map(({ number, ...range }) => ({
        part: `window.${number}.value` as const,
        query: measure.value,
        window: range,
      }));
      return [...ask("value", measure.value), ...ask("samples", measure.samples), ...again];
    }
    case "ratio": {
      const control = stay.percent > 0 && stay.percent < 100 ? measure.control : null;
      return [
        ...ask("bad", measure.bad),
        ...ask("total", measure.total),
        ...ask("control.bad", control?.bad ?? null),
        ...ask("control.total", control?.total ?? null),
        ...burnQuestions(measure, metric, stay),
      ];
    }
  }
}

/** What a person wrote down counts while it is young enough, until this moment: nothing about it has to settle. */
function seenWindow(metric: Metric, stay: Stay): Range {
  const now = stay.now.toUTC();
  return { from: DateTime.max(measuredFrom(metric, stay) ?? now, now.minus(metric.maxAge)), to: now };
}

/**
 * The windows that must all be bad before a `value` fails, beyond the one asked anyway. Back to back before it where the
 * metric has a window of its own; equal slices of the stay where that is the stage. None shorter than the initial delay,
 * none before the stage: until they fit, fewer are asked and the metric cannot fail.
 */
function distinctWindows(metric: Metric, consecutive: number, stay: Stay): readonly (Range & { number: number })[] {
  const entry = measuredFrom(metric, stay);
  if (entry === null || consecutive < 2) return [];
  const { to } = windowOf(metric, stay);
  const sliced = metric.window === "stage";
  const length = sliced
    ? Math.floor(to.diff(entry).toMillis() / consecutive)
    : to.diff(to.minus(metric.window)).toMillis();
  if (length < Math.max(1, metric.initialDelay.toMillis())) return [];
  return Array.from({ length: consecutive }, (_, i) => ({
    number: i + 1,
    from: to.minus((i + 1) * length),
    to: to.minus(i * length),
  })).filter(({ number, from }) => from >= entry && (sliced || number > 1));
}

function burnQuestions(measure: Metric["measure"] & { kind: "ratio" }, metric: Metric, stay: Stay): readonly Ask[] {
  const entry = measuredFrom(metric, stay);
  if (entry === null || stay.percent < 100) return [];
  const { to } = windowOf(metric, stay);
  return measure.burnRate.flatMap(({ long, short }, i) => {
    if (to.minus(long) < entry) return [];
    return (
      [
        ["long", long],
        ["short", short],
      ] as const
    ).flatMap(([name, length]) => {
      const window = { from: to.minus(length), to };
      return [
        { part: `burnRate.${i}.${name}.bad` as const, query: measure.bad, window },
        { part: `burnRate.${i}.${name}.total` as const, query: measure.total, window },
      ];
    });
  });
}

/**
 * The metrics to measure while a plan stands where it does: the stage's criteria, and every declared share while only
 * some users see the flag. None outside a stage.
 */
export function metricsAsked(plan: ReleasePlan): readonly Metric[] {
  const stage = stageNamed(plan, plan.standing);
  if (stage === null) return [];
  const percent = exposureAt(plan, plan.standing, stage.environment)?.percent ?? 0;
  const shared = percent > 0 && percent < 100;
  return plan.metrics.filter(({ name, measure }) =>
    measure.kind === "share" ? shared : stage.criteria.includes(name),
  );
}
export { onFailOf } from "./on-fail.ts";
