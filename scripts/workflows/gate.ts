import type { PullRequest } from "../flag/review.ts";
import { prose } from "../report/comment/markdown.ts";
import { forgeReport } from "../report/pull-request.ts";
import { breaker } from "./breaker.ts";
import { type Check, check } from "./check.ts";
import { judgedDigest } from "./judged.ts";
import { type Merge, mergeAtGo } from "./merge.ts";
import { mergingOf } from "./merging.ts";
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
 * What goes wrong with one pull request is told on it, and never stops the others.
 */
export async function gatePass(ports: Ports): Promise<readonly Gated[]> {
  const gated: Gated[] = [];
  const providersFor = patient(ports);
  for (const pullRequest of await ports.forge.pullRequests()) {
    ports.progress(`Judging pull request ${pullRequest.number}`);
    const mine = { ...ports, openProviders: providersFor(String(pullRequest.number)) };
    gated.push(await gateOne(mine, pullRequest).catch((error: unknown) => cannotTell(ports, pullRequest, error)));
  }
  return gated;
}

/**
 * Providers are opened once a pass, for all its pull requests: one that is silent costs the pass its patience a few
 * times, and not so often that the last of fifty are never reached.
 */
function patient({ openProviders }: Ports): (pullRequest: string) => Ports["openProviders"] {
  const opened = new Map<string, ReturnType<typeof breaker>>();
  return (pullRequest) => (settings) => {
    const key = JSON.stringify(settings);
    const known = opened.get(key) ?? breaker(openProviders(settings));
    opened.set(key, known);
    return known(pullRequest);
  };
}

async function gateOne(ports: Ports, pullRequest: PullRequest): Promise<Gated> {
  const { forge } = ports;
  if (pullRequest.unreadable !== undefined) throw new Unreadable(pullRequest.unreadable);
  // Read again for every pull request: the one before it may have been merged a moment ago.
  const base = (await forge.repository.commit(forge.baseBranch))?.id ?? pullRequest.base;
  const judged = await check(ports, { base, head: pullRequest.head, pullRequest });
  if (judged.judged.length === 0 && judged.diagnostics.length === 0) {
    await forge.passBy?.(pullRequest.number, pullRequest.head);
    return { kind: "not-ours", pullRequest };
  }
  await forge.report(pullRequest.number, {
    head: pullRequest.head,
    ...forgeReport(judged, pullRequest, { merging: mergingOf(forge, pullRequest, judged), more: ports.page ?? null }),
    judged: await judgedDigest(forge.repository, base, pullRequest.head),
  });
  return { kind: "judged", pullRequest, check: judged, merge: await mergeAtGo(ports, pullRequest, judged) };
}

/** Says why on the pull request, where that can be said at all. */
async function cannotTell({ forge }: Ports, pullRequest: PullRequest, error: unknown): Promise<Gated> {
  const why = error instanceof Error ? error.message : String(error);
  const { number, head } = pullRequest;
  try {
    await forge.report(number, { head, outcome: "error", title: "Cannot tell", comment: prose(why, 2000) });
    return { kind: "unreadable", pullRequest, why };
  } catch (second) {
    const untold = second instanceof Error ? second.message : String(second);
    return { kind: "unreadable", pullRequest, why: untold === why ? why : `${why}; nor could it be said: ${untold}` };
  }
}
