import type { MergeResult } from "../forge.ts";
import { inDoubt, said, statusOf, tooFast } from "./error.ts";

type Refused = Exclude<MergeResult, { readonly kind: "merged" }>;

/** GitHub's words for rules that are not met: a finding for people, which no second try mends. */
const policy =
  /required status check|rule violations? found|approving review|code owner review|last pusher|changes must be made through|are not allowed on this repository|protected (ref|branch)|can't be rebased/i;

/**
 * What a refused merge means. A 405 is three things that only its message tells apart; one that nobody knows is no
 * answer. Null where it may have been merged all the same.
 * Sources: https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request, https://github.com/cli/cli/issues/8092
 */
export function refusal(error: unknown): Refused | null {
  if (inDoubt(error)) return null;
  const status = statusOf(error);
  const words = said(error);
  if (tooFast(error)) return { kind: "unknown", why: `not merged: ${words}; the next pass judges it again` };
  if (status === 409) return { kind: "moved", why: `${words}; judge it again` };
  if (status === 405 && /base branch was modified/i.test(words))
    return { kind: "moved", why: `${words}; judge it again` };
  if (status === 405 && (policy.test(words) || /not mergeable/i.test(words))) return { kind: "refused", why: words };
  if (status === 404) return { kind: "refused", why: "there is no such pull request, or the token may not see it" };
  if (status === 403) return { kind: "refused", why: `${words}; does the App have "contents: write"?` };
  return { kind: "unknown", why: `GitHub answered ${status ?? "nothing"} to the merge: ${words}` };
}
