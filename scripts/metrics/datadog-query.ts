import { oneOf, type Parsed } from "./sentence.ts";

/** How the points of a window become one number, by Datadog's own names. */
export type Aggregator = "sum" | "avg" | "min" | "max" | "last";

export interface DatadogQuery {
  /** In Datadog's own language. */
  readonly query: string;
  readonly aggregator: Aggregator;
  /** Whether no data at all is a count of 0. */
  readonly orZero: boolean;
}

/**
 * `<metric query>` or `<metric query> | <aggregator>`, and `or 0` after a count. Without an aggregator the points are summed, which is a count
 * only where the query says `.as_count()`; a sum of rates or gauges depends on how many points were drawn.
 */
export function readDatadogQuery(text: string): Parsed<DatadogQuery> {
  const orZero = /\sor\s+0\s*$/.test(text);
  const asked = orZero ? text.replace(/\sor\s+0\s*$/, "") : text;
  const [, before = asked, after] = /^(.*)\|([^|]*)$/s.exec(asked) ?? [];
  const query = before.trim();
  if (query === "") return { ok: false, why: "the query is empty: write a Datadog metric query" };
  if (after !== undefined) {
    const aggregator = oneOf(after.trim(), ["sum", "avg", "min", "max", "last"], "aggregator");
    if (!aggregator.ok) return aggregator;
    if (!orZero || aggregator.value === "sum")
      return { ok: true, value: { query, aggregator: aggregator.value, orZero } };
    return { ok: false, why: `or 0 is for counts: the ${aggregator.value} of nothing is not 0` };
  }
  if (query.includes(".as_count()")) return { ok: true, value: { query, aggregator: "sum", orZero } };
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
