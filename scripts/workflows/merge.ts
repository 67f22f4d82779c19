import type { PullRequest } from "../flag/review.ts";
import type { MergeResult } from "../forge/forge.ts";
import { mergeMessage } from "../report/commit-message.ts";
import type { PlanReport } from "../report/value.ts";
import type { Check } from "./check.ts";
import type { Ports } from "./ports.ts";
import { type Undone, verifyMerge } from "./verify.ts";

/** What became of a judged pull request. `kept` says why nothing was merged. */
export type Merge = MergeResult | Undone | { readonly kind: "kept"; readonly why: string };

/**
 * Merges exactly the head that was judged, and only at Go. A head or base that moved is judged again by the next pass;
 * a base that moved under the merge itself, or a window that closed before it, is judged again at once.
 */
export async function mergeAtGo(ports: Ports, pullRequest: PullRequest, judged: Check): Promise<Merge> {
  const why = reasonToKeep(pullRequest, judged);
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

function reasonToKeep(
  { draft, fork = false }: PullRequest,
  { outcome, judged, otherFiles, settings }: Check,
): string | null {
  if (outcome !== "pass") return "not a Go";
  if (draft) return "it is a draft";
  if (fork && !judged.some(approved)) return "it comes from a fork, and nobody who may approve has: a person merges it";
  if (otherFiles.length > 0) return `it also changes ${otherFiles[0]}: a person merges it`;
  if (judged.every(({ subject }) => subject.move.kind === "stay")) return "it moves nothing: a person merges it";
  return settings.merge.automatic ? null : "merge.automatic is off: a person merges it";
}

/** Reverts and what asks for nobody's approval would else be anybody's to make: everybody may propose from a fork. */
const approved = ({ verdict }: PlanReport) => verdict.findings.some(({ reason }) => reason === "approvals.given");
