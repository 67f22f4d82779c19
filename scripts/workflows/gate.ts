import type { PullRequest } from "../flag/review.ts";
import { checkReport } from "../report/pull-request.ts";
import { type Check, check } from "./check.ts";
import { type Merge, mergeAtGo } from "./merge.ts";
import type { Ports } from "./ports.ts";
import { Unreadable } from "./read.ts";

export type Gated =
  | { readonly kind: "judged"; readonly pullRequest: PullRequest; readonly check: Check; readonly merge: Merge }
  /** Touches no plan and no settings: not ours to judge. */
  | { readonly kind: "not-ours"; readonly pullRequest: PullRequest }
  | { readonly kind: "unreadable"; readonly pullRequest: PullRequest; readonly why: string };

/**
 * One pass over all open pull requests: judge each against the base branch as it is now, make comment and check say
 * so, merge at Go. Level-triggered: a pass that finds nothing new changes nothing, and a lost pass costs only time.
 */
export async function gatePass(ports: Ports): Promise<readonly Gated[]> {
  const gated: Gated[] = [];
  for (const pullRequest of await ports.forge.pullRequests()) {
    ports.progress(`Judging pull request ${pullRequest.number}`);
    gated.push(await gateOne(ports, pullRequest));
  }
  return gated;
}

async function gateOne(ports: Ports, pullRequest: PullRequest): Promise<Gated> {
  // Read again for every pull request: the one before it may have been merged a moment ago.
  const base = (await ports.forge.repository.commit(ports.forge.baseBranch))?.id ?? pullRequest.base;
  try {
    const judged = await check(ports, { base, head: pullRequest.head, pullRequest });
    if (judged.judged.length === 0 && judged.diagnostics.length === 0) return { kind: "not-ours", pullRequest };
    await ports.forge.report(pullRequest.number, { head: pullRequest.head, ...checkReport(judged, pullRequest) });
    return { kind: "judged", pullRequest, check: judged, merge: await mergeAtGo(ports, pullRequest, judged) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await ports.forge.report(pullRequest.number, {
      head: pullRequest.head,
      outcome: "error",
      title: "Cannot tell",
      comment: error.message,
    });
    return { kind: "unreadable", pullRequest, why: error.message };
  }
}
