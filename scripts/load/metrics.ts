import type { Measure, Metric, Query } from "../flag/metric.ts";
import type { Path } from "./diagnostic.ts";
import { duration, usual } from "./durations.ts";
import type { Problem } from "./problem.ts";
import type { WrittenMetric, WrittenQuery } from "./written.ts";

/** One metric with everything filled in that its author left out. */
export function metricOf(name: string, written: WrittenMetric, problems: Problem[]): Metric {
  const path = ["metrics", name];
  const { window, deadline, onNoData, test } = written;
  const time = (text: string | undefined, key: string, fallback: Metric["settle"]) =>
    text === undefined ? fallback : duration(text, [...path, key], problems);
  return {
    name,
    title: written.title ?? name,
    measure: measureOf(written, path, problems),
    role: written.role ?? "guardrail",
    window: window === undefined || window === "stage" ? "stage" : duration(window, [...path, "window"], problems),
    initialDelay: time(written.initialDelay, "initialDelay", usual.initialDelay),
    settle: time(written.settle, "settle", usual.settle),
    maxAge: time(written.maxAge, "maxAge", usual.maxAge),
    minSamples: written.minSamples ?? 1,
    unit: written.unit ?? "request",
    designEffect: written.designEffect ?? 1,
    test: { alpha: test?.alpha ?? 0.05, planSamples: test?.planSamples ?? 1000 },
    evidence: written.evidence ?? "point",
    onFail: written.onFail ?? "hold",
    onNoData: {
      after:
        onNoData?.after === undefined
          ? usual.noData
          : duration(onNoData.after, [...path, "onNoData", "after"], problems),
      action: onNoData?.action ?? "hold",
    },
    deadline: deadline === undefined ? null : duration(deadline, [...path, "deadline"], problems),
    allowPartial: written.allowPartial ?? false,
  };
}

function measureOf(written: WrittenMetric, path: Path, problems: Problem[]): Measure {
  switch (written.kind) {
    case "ratio": {
      const { kind, objective, bad, total, control, burnRate } = written;
      return {
        kind,
        objective,
        bad: query(bad),
        total: query(total),
        control: control ? { bad: query(control.bad), total: query(control.total), maxRatio: control.maxRatio } : null,
        burnRate: (burnRate ?? []).map(({ factor, long, short, minCount }, index) => ({
          factor,
          long: duration(long, [...path, "burnRate", index, "long"], problems),
          short: duration(short, [...path, "burnRate", index, "short"], problems),
          minCount,
        })),
      };
    }
    case "count": {
      const { kind, objective, value, samples } = written;
      return { kind, objective, value: query(value), samples: samples ? query(samples) : null };
    }
    case "value": {
      const { kind, objective, value, samples, consecutive } = written;
      return {
        kind,
        objective,
        value: query(value),
        samples: samples ? query(samples) : null,
        consecutive: consecutive ?? 3,
      };
    }
    case "share":
      return { kind: written.kind, exposed: query(written.exposed), eligible: query(written.eligible) };
  }
}

/** `manual` asks a person, so its query may be left out. */
function query({ provider, query }: WrittenQuery): Query {
  return { provider, query: query ?? "" };
}
