import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import { valueAt } from "./json-pointer.ts";
import { readNumber } from "./number.ts";
import type { Question } from "./provider.ts";

/** Of the window, how much the time range of the answer may differ: metrics are counted in whole roll-ups. */
const tolerated = 0.05;

/**
 * Why NerdGraph did not answer, for it says so with status 200. The classes are those its own client tries again on
 * (github.com/newrelic/newrelic-client-go, internal/http/graphql.go); any other error speaks of the query.
 */
export function reasonInErrors(body: unknown, status: number): ErrorReason | null {
  const errors = valueAt(body, "/errors");
  if (!Array.isArray(errors) || errors.length === 0) return null;
  const extensions = (key: string) => errors.map((error) => valueAt(error, `/extensions/${key}`));
  if (extensions("error_code").includes("BAD_API_KEY")) return "auth";
  const classes = extensions("errorClass");
  if (classes.includes("TIMEOUT")) return "timeout";
  if (classes.some((name) => name === "INTERNAL_SERVER_ERROR" || name === "SERVER_ERROR")) return "unavailable";
  return status === 200 ? "bad-query" : null;
}

/** `data.actor.account.nrql` as one number: one row, with one number in it. Texts beside it, of a facet, do no harm. */
export function readResults(body: unknown, { window, quote }: { window: Question["window"]; quote: Quote }): Answered {
  const nrql = valueAt(body, "/data/actor/account/nrql");
  const results = valueAt(nrql, "/results");
  if (!Array.isArray(results)) return wrong("bad-shape", "answered JSON without the results of an NRQL query");
  const other = otherRange(nrql, window);
  if (other !== null) return wrong("coverage", other);
  if (results.length === 0) return { kind: "no-data", why: "the query gave no row: nothing was counted" };
  if (results.length > 1)
    return wrong("many-series", `expected 1 row, got ${results.length}: take FACET off the query`);
  const [row] = results;
  if (typeof row !== "object" || row === null) return wrong("bad-shape", "answered a row that is no object");
  const cells = Object.entries(row);
  const numbers = cells.filter(([, value]) => typeof value === "number" || value === null);
  const names = quote(cells.map(([name]) => name).join(", "));
  if (numbers.length > 1) return wrong("many-series", `expected 1 number, got ${numbers.length}: ${names}`);
  const [found] = numbers;
  if (found !== undefined) return readNumber(found[1], quote);
  return wrong("not-a-number", `expected a number in the row, got only ${names === "" ? "nothing" : names}`);
}

/** What is wrong with the time range that was really read, where the answer tells it. */
function otherRange(nrql: unknown, { from, to }: Question["window"]): string | null {
  const [begin, end] = [valueAt(nrql, "/metadata/timeWindow/begin"), valueAt(nrql, "/metadata/timeWindow/end")];
  if (typeof begin !== "number" || typeof end !== "number") return null;
  const off = Math.abs(begin - from.toMillis()) + Math.abs(end - to.toMillis());
  const asked = to.diff(from).toMillis();
  if (off <= asked * tolerated) return null;
  const seconds = (ms: number) => `${ms / 1000} s`;
  return `the answer is for ${seconds(end - begin)}, ${seconds(off)} off the ${seconds(asked)} asked for: use a longer window`;
}

const wrong = (reason: ErrorReason, why: string): Answered => ({ kind: "error", reason, why });
