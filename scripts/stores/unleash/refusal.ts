import type { WriteResult } from "../../flag/running.ts";
import type { Failure } from "../../http/failure.ts";
import { fieldsOf, listIn } from "./feature.ts";

/** Why Unleash did not do what it was asked, in the words of a result. */
export interface Refusal {
  readonly status: Exclude<WriteResult["status"], "applied" | "unchanged">;
  readonly why: string;
  readonly retryAfterMs: number;
  /** True where Unleash itself says that what was asked for is not there. */
  readonly absent?: boolean;
  /** True where it refuses the form of what was sent, and has done nothing. */
  readonly malformed?: boolean;
}

export type Said<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const refuse = (status: Refusal["status"], why: string, retryAfterMs = 0): Refusal => ({
  status,
  why,
  retryAfterMs,
});

/**
 * An answer that is no success as a refusal. Unleash repeats what it was sent or holds in its messages (a failed test of
 * a patch prints the whole strategy), and lists of actors are people's ids: so of what it says only the name of the
 * error is passed on. https://docs.getunleash.io/api-overview
 */
export function refusalOf(failure: Failure, place: string): Refusal {
  const { status, said, waitMs, reason } = failure;
  if (reason === "too-large") return refuse("invalid", failure.why);
  if (status === null) return refuse("unreachable", failure.why, waitMs ?? 1000);
  if (status < 300) return refuse("invalid", `${place} answered ${status}, but not as Unleash does: is the url right?`);
  if (status < 400) {
    return refuse("invalid", `${place} answered ${status}: redirects are not followed, write the final address as url`);
  }
  const { name, message, permissions, permission } = fieldsOf(said);
  const words = typeof message === "string" ? message : "";
  const needs = [...(listIn(permissions) ?? []), permission];
  const plain = `${place} answered ${status}${typeof name === "string" && /^\w{1,40}$/.test(name) ? ` ${name}` : ""}`;
  if (status === 403 && (needs.includes("SKIP_CHANGE_REQUEST") || words.includes("SKIP_CHANGE_REQUEST"))) {
    const cure = "make the change there as a change request, or turn change requests off for this environment";
    return refuse("refused-by-store", `${plain}: Unleash wants a change request: ${cure}`);
  }
  // It answers this to anybody's token.
  if (status === 403 && name === "InvalidOperationError") {
    return refuse("unsupported", `${plain}: as things stand in Unleash it does not allow that`);
  }
  if (status === 500 && words.startsWith("Test operation failed")) {
    return refuse("conflict", `${plain}: the flag was changed since it was read: read again, then decide`);
  }
  if (status === 409 && words.includes("archived")) {
    const cure = "revive it or delete it under Archived flags in Unleash, then sync again";
    return refuse("conflict", `${plain}: an archived flag has this name: ${cure}`);
  }
  if (status === 404 && words.includes("there's a feature with that name in project")) {
    const cure = "move it back, or give the flag of the plan another key";
    return refuse("not-found", `${plain}: the flag is in another project of Unleash: ${cure}`);
  }
  const absent = status === 404 && name === "NotFoundError" && !words.startsWith("The path you were looking for");
  const malformed = status === 400 && name === "BadDataError";
  const cure = status === 401 || status === 403 ? ": is the token an admin or personal one that may write here?" : "";
  return {
    ...refuse(statusOf(status), plain + cure, waitMs ?? 1000),
    ...(absent && { absent }),
    ...(malformed && { malformed }),
  };
}

/** What is in no line is about our own request, or trouble inside: the same again would be answered the same. */
function statusOf(status: number): Refusal["status"] {
  switch (status) {
    case 408:
    case 502:
    case 503:
    case 504:
      return "unreachable";
    case 401:
    case 403:
    case 407:
      return "unauthorised";
    case 404:
      return "not-found";
    case 409:
      return "conflict";
    case 429:
      return "rate-limited";
    default:
      return "invalid";
  }
}
