import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import type { Periods } from "./cloudwatch-period.ts";
import { type CloudWatchQuery, putTogether } from "./cloudwatch-query.ts";
import { valueAt } from "./json-pointer.ts";
import { readNumber } from "./number.ts";

type Wrong = Extract<Answered, { readonly kind: "error" }>;

/** What all pages so far say. */
export interface Page {
  readonly kind: "page";
  /** Values by their period's begin, in seconds since 1970. */
  readonly values: ReadonlyMap<number, number>;
  /** What makes the answer incomplete should this be the last page, or null. */
  readonly partial: string | null;
  /** Where the next page begins. */
  readonly next: string | null;
}

export const firstPage: Page = { kind: "page", values: new Map(), partial: null, next: null };

/** An error of the service by its name, for most come with status 400: throttling among them, and every lack of rights. */
export function reasonInType(body: unknown): ErrorReason | null {
  const name = String(valueAt(body, "/__type") ?? "").replace(/^.*#/, "");
  if (/^(Throttl|RequestLimitExceeded|TooManyRequests)/.test(name)) return "rate-limited";
  if (/^(InternalServiceFault|InternalFailure|ServiceUnavailable)/.test(name)) return "unavailable";
  return /AccessDenied|NotAuthorized|Token|Signature|UnrecognizedClient|OptInRequired|RequestExpired/.test(name) &&
    name !== "InvalidNextToken"
    ? "auth"
    : null;
}

/**
 * One page of GetMetricData put to those before it. `PartialData` on a page with another after it only says that there
 * is more; at the end anything but `Complete` is an incomplete answer. Periods without data are missing, never 0.
 */
export function readPage(body: unknown, before: Page, { from, to, period }: Periods, quote: Quote): Page | Wrong {
  const results = valueAt(body, "/MetricDataResults");
  if (!Array.isArray(results)) return wrong("bad-shape", "answered JSON that is no answer to GetMetricData");
  if (results.length > 1) return wrong("many-series", `expected 1 result, got ${results.length}`);
  const token = valueAt(body, "/NextToken");
  const next = typeof token === "string" && token !== "" ? token : null;
  const notes = valueAt(body, "/Messages");
  const noted = Array.isArray(notes) && notes.length > 0 ? JSON.stringify(notes) : null;
  const partial = before.partial ?? (noted === null ? null : quote(noted));
  if (results.length === 0) return { ...before, partial, next };

  const [result] = results;
  const status = valueAt(result, "/StatusCode");
  const said = quote(`${status ?? "no StatusCode"} ${JSON.stringify(valueAt(result, "/Messages") ?? "")}`);
  if (status === "Forbidden") return wrong("auth", `CloudWatch says ${said}: may these keys read this metric?`);
  const complete = status === "Complete" || (status === "PartialData" && next !== null);
  const [times, values] = [valueAt(result, "/Timestamps") ?? [], valueAt(result, "/Values") ?? []];
  if (!Array.isArray(times) || !Array.isArray(values) || times.length !== values.length) {
    return wrong("bad-shape", "answered values that do not match their times");
  }
  const all = new Map(before.values);
  for (const [index, time] of times.entries()) {
    if (typeof time !== "number" || time < from || time >= to || time % period !== 0 || all.has(time)) {
      return wrong("bad-shape", `answered a period that was not asked for, or one twice: ${quote(String(time))}`);
    }
    const read = readNumber(values[index], quote);
    if (read.kind === "error") return read;
    if (read.kind === "no-data") return wrong("bad-shape", "answered a period without a value");
    all.set(time, read.value);
  }
  return { kind: "page", values: all, partial: partial ?? (complete ? null : said), next };
}

/** All pages as one number. With `or 0` a complete answer without any data is 0. */
export function readPages({ values, partial }: Page, query: Asked, allowPartial: boolean): Answered {
  if (partial !== null && !allowPartial)
    return wrong("partial", `CloudWatch says its answer is incomplete: ${partial}`);
  if (values.size === 0 && query.orZero && partial === null) return { kind: "number", value: 0 };
  if (values.size === 0)
    return { kind: "no-data", why: "no period has data: nothing was counted, or a name is misspelt" };
  return readNumber(putTogether([...values.values()], query.statistic));
}

type Asked = Pick<CloudWatchQuery, "statistic" | "orZero">;

const wrong = (reason: ErrorReason, why: string): Wrong => ({ kind: "error", reason, why });
