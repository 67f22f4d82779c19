import type { ErrorReason } from "../../flag/measurement.ts";
import type { WriteResult } from "../../flag/running.ts";
import type { Failure } from "../../http/failure.ts";
import { isObject } from "../flagd/json.ts";

/** Why the API did not do what it was asked, in the words of a result. */
export interface Refusal {
  readonly status: Exclude<WriteResult["status"], "applied" | "unchanged">;
  readonly why: string;
  readonly retryAfterMs: number;
  /** Of the answer; null where none came. */
  readonly http: number | null;
}

export type Said<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function refuse(status: Refusal["status"], why: string, more: Partial<Refusal> = {}): Refusal {
  return { status, why, retryAfterMs: 0, http: null, ...more };
}

const statuses: Partial<Record<ErrorReason, Refusal["status"]>> = {
  auth: "unauthorised",
  "rate-limited": "rate-limited",
  network: "unreachable",
  timeout: "unreachable",
  unavailable: "unreachable",
  "not-found": "not-found",
};

/**
 * What a failure means. 405 is no wrong verb but the answer where the environment asks for an approval of its own; a 400
 * that speaks of what is pending would break somebody's scheduled change or approval request, which only
 * `ignoreConflicts` could do, and that is never sent. https://launchdarkly.com/docs/api/feature-flags/patch-feature-flag
 * `patched` is the place of a patch, null for all else: lists of targets are people's ids, and an answer to a patch may
 * repeat them, so only its code is passed on.
 */
export function refusalOf(failure: Failure, patched: string | null): Refusal {
  const { reason, status, waitMs } = failure;
  const more = { http: status, retryAfterMs: Math.max(0, waitMs ?? 1000) };
  const { code, message } = isObject(failure.said) ? failure.said : {};
  const named = typeof code === "string" && /^\w{1,40}$/.test(code) ? ` ${code}` : "";
  const why =
    patched === null || status === null ? failure.why : `${patched} answered ${status}${named}${cureOf(status)}`;
  if (status === 405) return refuse("refused-by-store", why, more);
  if (status === 409) return refuse("conflict", why, more);
  if (status === 400 && /\b(pending|scheduled|approval)/i.test(String(message))) {
    const cure = "a scheduled change or an approval request is pending there: carry it out or delete it first";
    return refuse("conflict", `${why}: ${cure}`, more);
  }
  return refuse(statuses[reason] ?? "invalid", why, more);
}

function cureOf(status: number): string {
  if (status < 300) return ", but not as LaunchDarkly does: is the url right?";
  if (status < 400) return ": redirects are not followed, write the final address as url";
  return status === 401 || status === 403 ? ": is the token valid, and does its role allow this?" : "";
}

/** 405 and 409 are the API's own words here, no wrong address. */
export function reasonIn(_json: unknown, status: number): ErrorReason | null {
  return status === 405 || status === 409 ? "bad-query" : null;
}

/**
 * One flag's own trouble is no trouble of the next; a store that cannot be reached or refuses us is. A role may forbid
 * one flag, and one flag may be what the API breaks with: those stop nothing.
 */
export function stopsAll({ status, http }: Refusal): boolean {
  const all = status === "unauthorised" || status === "unreachable" || status === "rate-limited";
  return all && http !== 403 && http !== 500;
}

export function resultOf(key: string, { status, why, retryAfterMs }: Refusal): WriteResult {
  return status === "rate-limited" ? { key, status, retryAfterMs, detail: why } : { key, status, detail: why };
}
