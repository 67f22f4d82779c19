import { membersOf } from "../../emulator/acts/teams.ts";
import type { Actor, Team } from "../../emulator/state/actors.ts";
import { connection, type Range } from "../connection.ts";
import { type Context, permit } from "../context.ts";
import { actorNode } from "./actor.ts";

export function organizationNode(context: Context, { id, login }: Actor): object {
  const teams = [...context.world.teams.values()].filter(
    ({ organization }) => organization.toLowerCase() === login.toLowerCase(),
  );
  return {
    ...{ __typename: "Organization", id: `U_${id}`, login, url: `https://github.test/${login}` },
    team({ slug }: { readonly slug: string }) {
      permit(context, "members:read");
      const team = teams.find((one) => one.slug === slug);
      return team ? teamNode(context, team) : null;
    },
    teams(range: Range) {
      permit(context, "members:read");
      return connection(teams, range, (team) => teamNode(context, team));
    },
  };
}

/** Members of child teams are members unless only immediate ones are asked for. */
export function teamNode(context: Context, team: Team): object {
  const { id, organization, slug } = team;
  return {
    ...{ __typename: "Team", id: `T_${id}`, databaseId: id, slug, name: slug, combinedSlug: `${organization}/${slug}` },
    organization: () => organizationNode(context, context.world.actors.get(organization.toLowerCase())!),
    members({ membership = "ALL", ...range }: Range & { readonly membership?: string }) {
      const members = membership === "IMMEDIATE" ? team.members : membersOf(context.world, team);
      const active = [...members].filter(([, { state }]) => state === "active").map(([login]) => login);
      return connection(active, range, (login) => actorNode(context, login));
    },
  };
}
