import { DateTime } from "luxon";
import { isForeign } from "./describe.ts";
import { explained, GithubError, statusOf, tooFast } from "./error.ts";
import { at, type Github, refOf, type Seen } from "./world.ts";

/** When a head arrived and who pushed to its branch, as the server saw it. */
export interface Arrival {
  readonly pushedAt: DateTime | null;
  readonly firstSeen: DateTime | null;
  readonly pushers: readonly string[];
}

/** Pages of 100 pushes to one branch. */
const activityPages = 3;

/**
 * Asks the repository's activity: times and names that a commit claims of itself are not believed. What an earlier pass
 * found out is in our check run and is not asked again. A fork's activity may not be ours to read: then a head is as
 * old as our first look at it.
 */
export async function arrivalOf(github: Github, { node, facts: known, check }: Seen): Promise<Arrival> {
  const firstSeen = known?.firstSeen ?? (known && check?.startedAt ? instant(check.startedAt) : null);
  const { pushedAt = null, pushers = null } = known ?? {};
  if (pushers !== null && pushedAt !== null) return { pushedAt, firstSeen, pushers };
  if (pushers !== null && isForeign(github, node)) return { pushedAt: firstSeen, firstSeen, pushers };
  const told = await activityOf(github, node);
  return { pushedAt: told.pushedAt ?? firstSeen, firstSeen, pushers: told.pushers };
}

async function activityOf(github: Github, node: Seen["node"]): Promise<Omit<Arrival, "firstSeen">> {
  const from = node.headRepository;
  if (from === null) {
    const why = `the repository that #${node.number} comes from is gone, so that who pushed to it is not known`;
    throw new GithubError("not-found", `${why}; propose it from a branch that is there`);
  }
  const foreign = isForeign(github, node);
  const moves: { readonly after: string; readonly at: string; readonly by: string | null; readonly born: boolean }[] =
    [];
  let after: string | undefined;
  for (let page = 1; ; page += 1) {
    const asked = { ...at({ owner: from.owner.login, name: from.name }), ref: refOf(node.headRefName), per_page: 100 };
    const answer = await github.client.rest.repos
      .listActivities(after === undefined ? asked : { ...asked, after })
      .catch((error: unknown) => {
        if (foreign && [403, 404].includes(statusOf(error) ?? 0) && !tooFast(error)) return null;
        throw explained(`to read who pushed to ${node.headRefName}`, error);
      });
    if (answer === null) return { pushedAt: null, pushers: [from.owner.login] };
    moves.push(
      ...answer.data.map(({ after, timestamp, actor, activity_type }) => {
        return { after, at: timestamp, by: actor?.login ?? null, born: activity_type === "branch_creation" };
      }),
    );
    const next = /[?&]after=([^&>]+)[^>]*>; rel="next"/.exec(answer.headers.link ?? "")?.[1];
    if (next === undefined) break;
    after = decodeURIComponent(next);
    if (page < activityPages) continue;
    if (moves.some(({ born }) => born)) break;
    const why = `${node.headRefName} was pushed to more than ${activityPages * 100} times`;
    throw new GithubError("too-much", `${why}, so that not everyone who did is known; propose it from a new branch`);
  }
  const arrived = moves.find((move) => move.after === node.headRefOid);
  const pushers = moves.flatMap(({ by }) => (by === null ? [] : [by]));
  return {
    pushedAt: arrived === undefined ? null : instant(arrived.at),
    pushers: [...new Set([...pushers, ...(foreign ? [from.owner.login] : [])])].sort(),
  };
}

function instant(time: string): DateTime | null {
  const at = DateTime.fromISO(time, { zone: "utc" });
  return at.isValid ? at : null;
}
