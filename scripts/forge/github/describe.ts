import { DateTime } from "luxon";
import type { Milestone, PullRequest, Review } from "../../flag/review.ts";
import { listed, type PullNode, type Who } from "./nodes.ts";
import type { Github } from "./world.ts";

/** The line in the text of a pull request we open that says who asked for it; `nobody` where the clock did. */
export const requesterLine = (login: string | null) => `Requested-by: ${login === null ? "nobody" : `@${login}`}`;

/** Login as the REST API writes it: Apps end in `[bot]`. An account that is gone is `ghost`, as on the website. */
export function loginOf(who: Who | null): string {
  if (who === null) return "ghost";
  return who.__typename === "Bot" && !who.login.endsWith("[bot]") ? `${who.login}[bot]` : who.login;
}

/** Whether a pull request comes from a fork, or from a repository that is gone. */
export const isForeign = ({ owner, name }: Github, { headRepository: from }: PullNode): boolean =>
  from?.owner.login.toLowerCase() !== owner.toLowerCase() || from.name.toLowerCase() !== name.toLowerCase();

export interface Known {
  readonly reviews: readonly Review[];
  readonly pushedAt: DateTime | null;
  readonly pushers: readonly string[];
  readonly unreadable: readonly string[];
}

/** A pull request in the words of the gates. `tip` is where base is now: GitHub's own idea of it may be old. */
export function describe(github: Github, node: PullNode, tip: string, known: Known): PullRequest {
  const { app } = github;
  const author = loginOf(node.author);
  const asked = author === app.login ? requester(node, app.login) : { login: null, problem: null };
  const unreadable = [...known.unreadable, ...(asked.problem === null ? [] : [asked.problem])];
  return {
    number: node.number,
    title: node.title,
    url: node.url,
    author,
    requestedBy: asked.login,
    branch: node.headRefName,
    draft: node.isDraft,
    fork: isForeign(github, node),
    base: tip,
    head: node.headRefOid,
    pushedAt: known.pushedAt,
    approvalsAfter: retargetings(node),
    pushers: known.pushers,
    reviews: known.reviews,
    ...(unreadable.length === 0 ? {} : { unreadable: unreadable.join("; ") }),
  };
}

/** With another base the same head is another change. */
function retargetings({ retargeted, baseRefName }: PullNode): readonly Milestone[] {
  return listed(retargeted).flatMap(({ createdAt }) =>
    createdAt === undefined
      ? []
      : [{ at: DateTime.fromISO(createdAt, { zone: "utc" }), what: `it was pointed at ${baseRefName}` }],
  );
}

/**
 * Who asked for a pull request that we opened. Its text can be edited by anyone with write access, who could take their
 * own name out and then approve: text that somebody else edited is not believed. Our line is the last one.
 */
function requester({ body, editor, lastEditedAt, number }: PullNode, ours: string) {
  const by = [...body.matchAll(/^Requested-by: (?:@(\S+)|nobody)$/gm)].at(-1) ?? null;
  const edited = lastEditedAt !== null && loginOf(editor) !== ours;
  if (by !== null && !edited) return { login: by[1] ?? null, problem: null };
  const who = edited ? `@${loginOf(editor)} edited the text` : "the text does not say";
  return { login: by?.[1] ?? null, problem: `who asked for #${number} is not known: ${who}; close it and ask again` };
}
