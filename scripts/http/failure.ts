import type { ErrorReason } from "../flag/measurement.ts";

/** One exchange that gave no answer to trust, and what may be done about it within the same run. */
export interface Failure {
  readonly kind: "error";
  readonly reason: ErrorReason;
  readonly why: string;
  /** Null where no status line came back. */
  readonly status: number | null;
  /** True where the body was JSON: the API itself spoke, not something in front of it. */
  readonly json: boolean;
  /** What that JSON was, for an adapter to read; a stranger's words, which may repeat what was sent. Never shown as it is. */
  readonly said?: unknown;
  /** How many more times it is worth asking. */
  readonly retries: number;
  /** How long the server asked us to wait, in milliseconds; null where it said nothing. */
  readonly waitMs: number | null;
}

/** What an HTTP status means for a measurement, by its class (RFC 9110, section 15); null for success. */
export function reasonOfStatus(status: number): ErrorReason | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  if (status === 401 || status === 403 || status === 407) return "auth";
  if (status === 404 || status === 405 || status === 410) return "not-found";
  if (status === 408 || status === 499) return "timeout";
  if (status === 429) return "rate-limited";
  if (status >= 400 && status < 500) return "bad-query";
  return status >= 500 ? "unavailable" : "bad-shape";
}

/** Trouble that passes by itself is worth three more tries; an answer that would be the same again is worth none. */
export function retriesOf(reason: ErrorReason): number {
  return ["network", "timeout", "unavailable", "rate-limited"].includes(reason) ? 3 : 0;
}

/**
 * How long a server asks to be left alone: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else
 * `X-RateLimit-Reset` in seconds from now, or since 1970 where the number is that large, or in milliseconds since 1970
 * where it is larger still (https://launchdarkly.com/docs/api#rate-limiting). Such a moment that is past by our clock
 * tells nothing. `now` in milliseconds since 1970.
 */
export function waitAskedFor(headers: Headers, now: number): number | null {
  const after = headers.get("retry-after");
  if (after !== null && /^\d{1,9}$/.test(after)) return Number(after) * 1000;
  if (after !== null && Number.isFinite(Date.parse(after))) return Math.max(0, Date.parse(after) - now);
  const reset = headers.get("x-ratelimit-reset");
  if (reset === null || !/^\d{1,13}(\.\d+)?$/.test(reset)) return null;
  const number = Number(reset);
  if (number < 1e9) return number * 1000;
  const moment = number > 1e11 ? number : number * 1000;
  return moment > now ? moment - now : null;
}

/** What `fetch` threw, by the code of its cause: its message may repeat an address or a header, so it is never used. */
export function codeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "connection failed";
}
