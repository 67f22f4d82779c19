import type { DateTime } from "luxon";

/**
 * A query as its provider will get it: every `{{window}}` becomes the length of from <= t < to in whole seconds, rounded
 * down, written as PromQL writes durations: `259200s`. Nothing else in the text changes.
 */
export function resolveWindow(query: string, from: DateTime, to: DateTime): string {
  const seconds = Math.max(0, Math.floor(to.diff(from).toMillis() / 1000));
  return query.replaceAll("{{window}}", `${seconds}s`);
}

/**
 * What may stand in the url and body of a provider of kind json, each as `{{name}}`: the metric's query, the window's
 * length, and its begin and end as ISO 8601 in UTC, in milliseconds or in whole seconds since 1970.
 */
export const requestPlaceholders = [
  "query",
  "window",
  "from",
  "to",
  "fromMs",
  "toMs",
  "fromSeconds",
  "toSeconds",
] as const;
