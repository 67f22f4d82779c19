import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import { valueAt } from "./json-pointer.ts";
import { readNumber } from "./number.ts";

/** The body of runReport as one number: one row of one metric, as text. Without rows the key `rows` is absent. */
export function readReport(body: unknown, how: How): Answered {
  const { quote } = how;
  const [rows, headers] = [valueAt(body, "/rows") ?? [], valueAt(body, "/metricHeaders")];
  if (!Array.isArray(rows) || !Array.isArray(headers)) return wrong("bad-shape", "answered JSON that is no report");
  const partial = partOnly(body);
  if (partial !== null && !how.allowPartial) {
    return wrong("partial", `Google says its report is incomplete: ${quote(partial)}`);
  }
  if (rows.length === 0 && how.orZero && partial === null) return { kind: "number", value: 0 };
  if (rows.length === 0) {
    const reason = valueAt(body, "/metadata/emptyReason");
    const why = typeof reason === "string" ? `: ${quote(reason)}` : ": nothing was counted, or a name is misspelt";
    return { kind: "no-data", why: `the report has no row${why}` };
  }
  if (rows.length > 1) return wrong("many-series", `expected 1 row, got ${rows.length}`);
  const values = valueAt(rows[0], "/metricValues");
  if (!Array.isArray(values) || values.length !== 1) return wrong("bad-shape", "answered a row that is not one value");
  return readNumber(valueAt(values[0], "/value"), quote);
}

interface How {
  readonly quote: Quote;
  readonly allowPartial: boolean;
  /** Whether a complete report without a row is 0. */
  readonly orZero: boolean;
}

/** What is missing from a report, by https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/ResponseMetaData. */
function partOnly(body: unknown): string | null {
  const metadata = valueAt(body, "/metadata");
  if (valueAt(metadata, "/subjectToThresholding") === true) return "subjectToThresholding: small counts are left out";
  if (valueAt(metadata, "/dataLossFromOtherRow") === true)
    return "dataLossFromOtherRow: rare values are one row (other)";
  const samples = valueAt(metadata, "/samplingMetadatas");
  if (Array.isArray(samples) && samples.length > 0) return `sampled: ${JSON.stringify(samples)}`;
  const restricted = valueAt(metadata, "/schemaRestrictionResponse/activeMetricRestrictions");
  return Array.isArray(restricted) && restricted.length > 0 ? `restricted: ${JSON.stringify(restricted)}` : null;
}

/** The property's time zone, an IANA name, or null where the report names none. */
export function zoneIn(body: unknown): string | null {
  const zone = valueAt(body, "/metadata/timeZone");
  return typeof zone === "string" ? zone : null;
}

/** Budgets that are shared with everyone who reads the property, and that last an hour or a day. */
const budgets = ["tokensPerDay", "tokensPerHour", "tokensPerProjectPerHour"];

/** The budget that this answer used up, or null: every further request of anyone would be refused until it is refilled. */
export function usedUp(body: unknown): string | null {
  return budgets.find((budget) => Number(valueAt(body, `/propertyQuota/${budget}/remaining`) ?? 1) <= 0) ?? null;
}

const wrong = (reason: ErrorReason, why: string): Answered => ({ kind: "error", reason, why });
