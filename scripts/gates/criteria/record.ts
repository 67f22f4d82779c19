import { createHash } from "node:crypto";
import type { Asked, Measurement, Part } from "../../flag/measurement.ts";
import type { Measure, Metric } from "../../flag/metric.ts";
import { logEAgainstControl } from "../../statistics/against-control.ts";
import { upperBound } from "../../statistics/clopper-pearson.ts";
import { effective } from "../../statistics/design-effect.ts";
import { logE } from "../../statistics/e-value.ts";
import type { Outcome } from "../gate.ts";
import type { Stay } from "./ask.ts";
import { type Counts, countsOf } from "./counts.ts";
import { judgeCriterion } from "./judge-criterion.ts";
import { numbers } from "./numbers.ts";

/**
 * What is kept of a criterion when its stage is left, under `results.measured`: enough to ask the provider the same
 * again. Every number is finite; where there is none, `refused` says why.
 */
export interface MeasuredRecord extends Partial<Numbers> {
  /** ISO 8601 instants: from <= t < to. */
  readonly window: readonly [string, string];
  readonly control?: Numbers["control"];
  readonly refused?: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** Of the providers and queries as they were sent. */
  readonly querySha: string;
  readonly provider: string;
  /** ISO 8601 instant: as of when it was asked and judged. */
  readonly evaluatedAt: string;
}

interface Numbers {
  /** Bad events of n; for a share, exposed of eligible. */
  readonly k: number;
  readonly n: number;
  readonly estimate: number;
  /** Exact one-sided 95 % upper bound of the rate. */
  readonly upper95: number;
  /** ln of the evidence that the limit is broken. */
  readonly logE: number;
  readonly control: { readonly k: number; readonly n: number; readonly logE: number };
  /** Of a count or a value. */
  readonly value: number;
  readonly samples: number;
}

/** The record of one measurement, judged as the criteria gate judges it. Pure; the same measurement, the same record. */
export function recordOf(metric: Metric, measurement: Measurement, stay: Stay): MeasuredRecord {
  const { window, askedAt } = measurement;
  const { outcome, reason } = judgeCriterion(metric, measurement, { ...stay, now: askedAt });
  const asked = Object.entries(measurement.parts)
    .flatMap(([part, one]) => (one === undefined ? [] : [[part, one] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const sent = asked.map(([part, one]) => [part, one.provider, one.query]);
  return {
    window: [instant(window.from), instant(window.to)],
    ...numbersOf(metric, measurement),
    outcome,
    reason,
    querySha: createHash("sha256").update(JSON.stringify(sent)).digest("hex").slice(0, 16),
    provider: [...new Set(asked.map(([, { provider }]) => provider))].join(", "),
    evaluatedAt: instant(askedAt),
  };
}

const instant = (time: Measurement["askedAt"]): string => time.toUTC().toISO({ suppressMilliseconds: true })!;

type Found = Partial<Numbers> & { readonly refused?: string };

function numbersOf(metric: Metric, measurement: Measurement): Found {
  const { measure } = metric;
  switch (measure.kind) {
    case "ratio":
      return ratioOf(metric, measure, measurement);
    case "share": {
      const read = countsOf(measurement, "exposed", "eligible");
      return read.kind === "none" ? { refused: read.judgement.because } : plainCounts(read.counts);
    }
    case "count":
    case "value": {
      const read = numbers(measurement, ["value"]);
      if (read.kind === "none") return { refused: read.judgement.because };
      const samples = numbers(measurement, ["samples"]);
      const counted = samples.kind === "none" ? {} : { samples: kept(samples.values[0]!) };
      return { value: kept(read.values[0]!), ...counted };
    }
  }
}

function ratioOf(metric: Metric, measure: Measure & { readonly kind: "ratio" }, measurement: Measurement): Found {
  const read = countsOf(measurement, "bad", "total");
  if (read.kind === "none") return { refused: read.judgement.because };
  const { max } = measure.objective;
  const { bad, total } = effective(read.counts, metric.designEffect);
  const tested = max > 0 && max < 1 ? { logE: shown(logE(bad, total, max, metric.test.planSamples)) } : {};
  return {
    ...plainCounts(read.counts),
    upper95: shown(upperBound(bad, total)),
    ...tested,
    ...controlOf(metric, measure, read.counts, measurement),
  };
}

function controlOf(
  { designEffect }: Metric,
  { control }: Measure & { readonly kind: "ratio" },
  treated: Counts,
  measurement: Measurement,
): Pick<Partial<Numbers>, "control"> {
  const read = control === null ? null : countsOf(measurement, "control.bad", "control.total");
  if (control === null || read === null || read.kind === "none") return {};
  const [ours, theirs] = [treated, read.counts].map((counts) => effective(counts, designEffect));
  const evidence = logEAgainstControl(ours!, theirs!, control.maxRatio);
  return { control: { k: kept(read.counts.bad), n: kept(read.counts.total), logE: shown(evidence) } };
}

const plainCounts = ({ bad, total }: Counts) => ({ k: kept(bad), n: kept(total), estimate: shown(bad / total) });

/** Counts keep what asking again can be held against; what is computed from them, what a person reads. */
const kept = (value: number) => Number(value.toPrecision(12));
const shown = (value: number) => Number(value.toPrecision(6));

/** Parts that a record's numbers come from: those it cannot be repeated without. */
export const recordedParts: readonly Part[] = [
  "bad",
  "total",
  "control.bad",
  "control.total",
  "exposed",
  "eligible",
  "value",
  "samples",
];

/** A part that was asked and has no number, or null where all have one. */
export function unanswered({ parts }: Measurement): { readonly part: Part; readonly asked: Asked } | null {
  const found = recordedParts.flatMap((part) => {
    const asked = parts[part];
    return asked === undefined || asked.answer.kind === "number" ? [] : [{ part, asked }];
  });
  return found[0] ?? null;
}
