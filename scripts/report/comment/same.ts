/** `it is 2025-03-12 15:00 EDT` and `, in 18 hours 1 minute`, as gates say when they were asked. */
const asked =
  /\bit is \d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})? \S+?(?=[;,.]| \||"|$)|, in (?:\d+ (?:year|month|week|day|hour|minute|second)s? ?)+/gm;

/** A text without what only says when it was asked. Anything else in it, numbers included, is news where it differs. */
export function lasting(text: string): string {
  return text.replace(asked, "");
}
