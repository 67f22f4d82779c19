import type { Asked } from "../../flag/measurement.ts";
import type { MeasureView } from "../views.ts";
import { instant, version } from "./parts.ts";

/** `measure --json`. `trial` is true where no stay was measured but the last 24 hours. */
export function measureJson({ plan, since, now, metrics }: MeasureView) {
  return {
    version,
    plan: plan.name,
    standing: plan.standing,
    trial: since === null,
    since: since && instant(since),
    now: instant(now),
    metrics: metrics.map(({ metric, measurement, finding, record }) => ({
      metric: metric.name,
      kind: metric.measure.kind,
      because: finding.because,
      ...record,
      asked: Object.fromEntries(
        Object.entries(measurement.parts).flatMap(([part, one]) => (one === undefined ? [] : [[part, askedJson(one)]])),
      ),
    })),
  };
}

function askedJson({ provider, query, answer }: Asked) {
  return { provider, query, ...(answer.kind === "number" ? { value: answer.value } : { value: null, ...answer }) };
}
