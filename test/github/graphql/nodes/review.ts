import { roleOf } from "../../emulator/acts/roles.ts";
import { membersOf } from "../../emulator/acts/teams.ts";
import { pageOfThread } from "../../emulator/render/threads.ts";
import { atLeast } from "../../emulator/state/actors.ts";
import { iso } from "../../emulator/state/clock.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import type { Pull, Review } from "../../emulator/state/threads.ts";
import { connection, type Range } from "../connection.ts";
import { type Context, permit } from "../context.ts";
import { actorNode, small } from "./actor.ts";
import { commitNode } from "./commit.ts";
import { teamNode } from "./organization.ts";

/** One submission of one person. */
export function reviewNode(context: Context, repository: Repository, pull: Pull, review: Review): object {
  const { id, by, state, body, commit, submittedAt, lastEditedAt } = review;
  const at = iso(submittedAt ?? context.world.clock.now());
  return {
    ...{
      __typename: "PullRequestReview",
      id: `PRR_${id}`,
      databaseId: small(id),
      fullDatabaseId: String(id),
      state,
      body,
    },
    ...{ bodyText: body, createdAt: at, updatedAt: lastEditedAt ? iso(lastEditedAt) : at },
    submittedAt: submittedAt ? iso(submittedAt) : null,
    lastEditedAt: lastEditedAt ? iso(lastEditedAt) : null,
    includesCreatedEdit: lastEditedAt !== null,
    url: `${pageOfThread(repository, pull)}#pullrequestreview-${id}`,
    author: () => actorNode(context, by),
    authorCanPushToRepository: by !== null && atLeast(roleOf(context.world, repository, by), "write"),
    commit: () => (commit === null ? null : commitNode(context, repository, commit)),
    onBehalfOf(range: Range) {
      permit(context, "members:read");
      const teams = [...context.world.teams.values()].filter(
        (team) =>
          team.organization.toLowerCase() === repository.owner.toLowerCase() &&
          membersOf(context.world, team).get(by?.toLowerCase() ?? "")?.state === "active",
      );
      return connection(teams, range, (team) => teamNode(context, team));
    },
  };
}
