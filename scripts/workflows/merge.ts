import type { PullRequest } from "../flag/review.ts";
import type { MergeResult } from "../forge/forge.ts";
import { mergeMessage } from "../report/commit-message.ts";
import type { Check } from "./check.ts";
import { mergingOf } from "./merging.ts";
import type { Ports } from "./ports.ts";
import { type Undone, verifyMerge } from "./verify.ts";

/** What became of a judged pull request. `kept` says why nothing was merged. */
export type Merge = MergeResult | Undone | { readonly kind: "kept"; readonly why: string };

/**
 * Merges exactly the head that was judged, and only at Go. A head or base that moved is judged again by the next pass;
 * a base that moved under the merge itself, or a window that closed before it, is judged again at once.
 */
export async function mergeAtGo(ports: Ports, pullRequest: PullRequest, judged: Check): Promise<Merge> {
  const why = reasonToKeep(ports, pullRequest, judged);
  if (why !== null) return { kind: "kept", why };
  const result = await ports.forge.merge(pullRequest.number, {
    head: judged.head,
    base: judged.base,
    method: judged.settings.merge.method,
    at: ports.now,
    ...mergeMessage(judged.judged, pullRequest),
  });
  return result.kind === "merged" ? verifyMerge(ports, pullRequest, judged, result) : result;
}

function reasonToKeep({ forge }: Ports, pullRequest: PullRequest, judged: Check): string | null {
  if (judged.outcome !== "pass") return "not a Go";
  const merging = mergingOf(forge, pullRequest, judged);
  switch (merging.kind) {
    case "at-once":
      return null;
    case "when-ready":
      return "it is a draft";
    case "by-hand":
      return `a person merges it, because ${merging.why}`;
  }
}
