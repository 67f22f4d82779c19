import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import { readNumber } from "./number.ts";

/**
 * The body of /api/v1/query as one number: a vector of exactly one sample, or a scalar. Values arrive as text.
 * The order of series is not stable, so the first of several is never taken.
 */
export function readAnswer(body: unknown, how: { readonly quote: Quote; readonly allowPartial: boolean }): Answered {
  const { quote } = how;
  if (fieldOf(body, "status") === "error") {
    return wrong("bad-query", `the server says: ${quote(textAt(body, ["error"]) ?? "error, without a reason")}`);
  }
  const data = fieldOf(body, "data");
  const type = fieldOf(data, "resultType");
  const result = fieldOf(data, "result");
  if (fieldOf(body, "status") !== "success" || typeof type !== "string" || !Array.isArray(result)) {
    return wrong("bad-shape", "answered JSON that is no answer to a query: does the url lead to a Prometheus API?");
  }
  const partial = partOnly(body, quote);
  if (partial !== null && !how.allowPartial)
    return wrong("partial", `the server says its answer is incomplete: ${partial}`);

  if (type === "scalar") return sample(result, quote);
  if (type === "matrix") {
    return wrong("wrong-type", "expected one number, got a range: put a function around it, such as increase(...)");
  }
  if (type !== "vector") return wrong("wrong-type", `expected one number, got a ${quote(type)}`);
  if (result.length === 0)
    return { kind: "no-data", why: "no series matches: nothing was counted, or a name is misspelt" };
  if (result.length > 1) {
    return wrong("many-series", `expected 1 series, got ${result.length}: wrap the query in sum(...)`);
  }
  if (fieldOf(result[0], "histogram") !== undefined) {
    return wrong(
      "wrong-type",
      "expected one number, got a histogram: use histogram_count, histogram_sum or histogram_fraction",
    );
  }
  return sample(fieldOf(result[0], "value"), quote);
}

/** A sample is `[time, "value"]`. */
function sample(pair: unknown, quote: Quote): Answered {
  if (!Array.isArray(pair) || pair.length !== 2)
    return wrong("bad-shape", "answered a sample that is no [time, value]");
  return readNumber(pair[1], quote);
}

/** `warnings` (Thanos, Mimir, remote read), or `isPartial` (VictoriaMetrics cluster); `infos` are harmless. */
function partOnly(body: unknown, quote: Quote): string | null {
  const warnings = fieldOf(body, "warnings");
  if (Array.isArray(warnings) && warnings.length > 0) return quote(JSON.stringify(warnings));
  return fieldOf(body, "isPartial") === true ? "isPartial" : null;
}

/** The text at a path of own keys, or null. */
export function textAt(value: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>((at, key) => fieldOf(at, key), value);
  return typeof found === "string" ? found : null;
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

const wrong = (reason: ErrorReason, why: string): Answered => ({ kind: "error", reason, why });
