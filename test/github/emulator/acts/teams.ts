import { notFound } from "../http/refusal.ts";
import type { Team } from "../state/actors.ts";
import type { World } from "../state/world.ts";

export function teamAt({ teams }: World, organization: string, slug: string): Team {
  const team = teams.get(`${organization}/${slug}`.toLowerCase());
  if (!team) throw notFound();
  return team;
}

/** Members by lower-case login, those of child teams among them. */
export function membersOf(world: World, team: Team): Team["members"] {
  const children = [...world.teams.values()].filter(
    ({ organization, parent }) => organization === team.organization && parent === team.slug,
  );
  return new Map([...children.flatMap((child) => [...membersOf(world, child)]), ...team.members]);
}
