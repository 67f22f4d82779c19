import type { Metric, Query } from "../flag/metric.ts";
import type { Stage } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Path } from "../load/diagnostic.ts";
import { once } from "./once.ts";

/** One query of a metric, and where the plan's file says it. */
export interface Asked {
  readonly metric: Metric;
  readonly part: "bad" | "total" | "value" | "samples" | "exposed" | "eligible" | "control.bad" | "control.total";
  /** Path of the map with `provider` and `query`. */
  readonly at: Path;
  readonly query: Query;
}

/** Every query of a metric: those of its kind, and of its control. Burn rates ask `bad` and `total` again. */
export function queriesOf(metric: Metric): readonly Asked[] {
  const { measure } = metric;
  const one = (part: Asked["part"], query: Query | null): readonly Asked[] =>
    query === null ? [] : [{ metric, part, at: ["metrics", metric.name, ...part.split(".")], query }];
  switch (measure.kind) {
    case "ratio": {
      const control =
        measure.control === null
          ? []
          : [...one("control.bad", measure.control.bad), ...one("control.total", measure.control.total)];
      return [...one("bad", measure.bad), ...one("total", measure.total), ...control];
    }
    case "count":
    case "value":
      return [...one("value", measure.value), ...one("samples", measure.samples)];
    case "share":
      return [...one("exposed", measure.exposed), ...one("eligible", measure.eligible)];
  }
}

/** Queries in PromQL: those whose provider the settings say is a Prometheus. */
export function promqlOf(metrics: readonly Metric[], { providers }: Settings): readonly Asked[] {
  return allQueries(metrics).filter(({ query }) =>
    providers.some(({ kind, name }) => kind === "prometheus" && name === query.provider),
  );
}

/** Every query of every metric. */
export const allQueries = once((metrics: readonly Metric[]): readonly Asked[] => metrics.flatMap(queriesOf));

/** What stops the metric from ever reverting by itself, or null where it can. */
export function cannotRevert(metric: Metric): string | null {
  const { measure } = metric;
  if (measure.kind === "count" && "min" in measure.objective)
    return "a count that has not reached its least is early, not bad";
  if (queriesOf(metric).some(({ query }) => query.provider === "manual"))
    return "a value that a person wrote down is not asked again by itself";
  return null;
}

/** The metrics a stage asks, in the order it names them; names without a metric left out. */
export function criteriaOf({ criteria }: Stage, metrics: readonly Metric[]): readonly Metric[] {
  return criteria
    .map((name) => metrics.find((metric) => metric.name === name))
    .filter((metric) => metric !== undefined);
}
