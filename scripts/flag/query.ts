import type { DateTime } from "luxon";

/**
 * A query as its provider will get it: every `{{window}}` becomes the length of from <= t < to in whole seconds, rounded
 * down, written as PromQL writes durations: `259200s`. Nothing else in the text changes.
 */
export function resolveWindow(query: string, from: DateTime, to: DateTime): string {
  const seconds = Math.max(0, Math.floor(to.diff(from).toMillis() / 1000));
  return query.replaceAll("{{window}}", `${seconds}s`);
}
