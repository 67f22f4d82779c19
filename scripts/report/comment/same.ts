/** `it is 2025-03-12 15:00 EDT` and `, in 18 hours 1 minute`, as gates say when they were asked. */
const asked =
  /\bit is \d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})? \S+?(?=[;,.]| \||"|$)|, in (?:\d+ (?:year|month|week|day|hour|minute|second)s? ?)+/gm;

/**
 * Whether a comment says what another says but for when it was asked: then it need not be written again. Anything else
 * that differs, numbers included, is news.
 */
export function sameComment(a: string, b: string): boolean {
  return a.replace(asked, "") === b.replace(asked, "");
}
