import { roleOf } from "../acts/roles.ts";
import { membersOf, teamAt } from "../acts/teams.ts";
import { notFound } from "../http/refusal.ts";
import { renderUser } from "../render/users.ts";
import type { Role } from "../state/actors.ts";
import { type Handler, ok, page, repositoryOf } from "./call.ts";

export const getTeam: Handler = (call) => {
  const team = teamAt(call.world, call.params.org!, call.params.team_slug!);
  const url = `https://github.test/orgs/${team.organization}/teams/${team.slug}`;
  return ok(
    call.world.contract.build("team-full", {
      ...{ id: team.id, node_id: `T_${team.id}`, slug: team.slug, name: team.slug, url, html_url: url },
      ...{ permission: "push", privacy: "closed", members_count: team.members.size, description: null },
      organization: { login: team.organization },
    }),
  );
};

/** Members of child teams are members; who was only invited is pending. */
export const getMembership: Handler = (call) => {
  const { org, team_slug, username } = call.params as Readonly<Record<"org" | "team_slug" | "username", string>>;
  const found = membersOf(call.world, teamAt(call.world, org, team_slug)).get(username.toLowerCase());
  if (!found) throw notFound();
  const url = `https://api.github.test/orgs/${org}/teams/${team_slug}/memberships/${username}`;
  return ok({ url, role: found.role, state: found.state });
};

export const listMembers: Handler = (call) => {
  const team = teamAt(call.world, call.params.org!, call.params.team_slug!);
  const { role = "all" } = call.query;
  const active = [...membersOf(call.world, team)]
    .filter(([, member]) => member.state === "active" && (role === "all" || member.role === role))
    .map(([login]) => login);
  return page(call, active, (login) => renderUser(call.world, login));
};

/** `permission` knows four levels; `role_name` says which of them it really is. */
const levels: Readonly<Record<Role, string>> = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

export const getPermission: Handler = (call) => {
  const repository = repositoryOf(call);
  const actor = call.world.actors.get(call.params.username!.toLowerCase());
  if (!actor) throw notFound();
  const role = roleOf(call.world, repository, actor.login);
  const user = { ...(renderUser(call.world, actor.login) as object), role_name: role };
  return ok({ permission: levels[role], role_name: role, user });
};
