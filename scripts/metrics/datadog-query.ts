import { oneOf, type Parsed } from "./sentence.ts";

/** How the points of a window become one number, by Datadog's own names. */
export type Aggregator = "sum" | "avg" | "min" | "max" | "last";

export interface DatadogQuery {
  /** In Datadog's own language. */
  readonly query: string;
  readonly aggregator: Aggregator;
}

/**
 * `<metric query>` or `<metric query> | <aggregator>`. Without an aggregator the points are summed, which is a count
 * only where the query says `.as_count()`; a sum of rates or gauges depends on how many points were drawn.
 */
export function readDatadogQuery(text: string): Parsed<DatadogQuery> {
  const [, before = text, after] = /^(.*)\|([^|]*)$/s.exec(text) ?? [];
  const query = before.trim();
  if (query === "") return { ok: false, why: "the query is empty: write a Datadog metric query" };
  if (after !== undefined) {
    const aggregator = oneOf(after.trim(), ["sum", "avg", "min", "max", "last"], "aggregator");
    return aggregator.ok ? { ok: true, value: { query, aggregator: aggregator.value } } : aggregator;
  }
  if (query.includes(".as_count()")) return { ok: true, value: { query, aggregator: "sum" } };
  return {
    ok: false,
    why: "the query counts nothing: add .as_count(), or say how its points become one number: | avg",
  };
}

/** Points as one number; null where there are none. */
export function aggregate(values: readonly number[], aggregator: Aggregator): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (aggregator) {
    case "sum":
      return sum;
    case "avg":
      return sum / values.length;
    case "min":
      return values.reduce((least, value) => Math.min(least, value));
    case "max":
      return values.reduce((most, value) => Math.max(most, value));
    case "last":
      return values.at(-1)!;
  }
}
