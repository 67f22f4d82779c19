import type { World } from "../state/world.ts";

/** Whoever has a login, as the API shows them; null where the account is gone. */
export function renderUser(world: World, login: string | null): unknown {
  const actor = login === null ? undefined : world.actors.get(login.toLowerCase());
  if (!actor) return null;
  const { id, type } = actor;
  return world.contract.build("simple-user", {
    login: actor.login,
    id,
    node_id: `U_${id}`,
    type,
    site_admin: false,
    html_url: `https://github.test/${actor.login}`,
    url: `https://api.github.test/users/${actor.login}`,
  });
}

/** The part of a user that a payload needs where a schema does not ask for more. */
export function ownerOf(world: World, login: string) {
  return renderUser(world, login) as Readonly<Record<string, unknown>> | null;
}

export function renderApp(world: World, slug: string): unknown {
  const app = world.apps.get(slug)!;
  return world.contract.build("integration", {
    id: app.id,
    slug,
    node_id: `A_${app.id}`,
    name: slug,
    client_id: app.clientId,
    owner: renderUser(world, app.actor.login),
    description: null,
    external_url: "https://github.test/apps",
    html_url: `https://github.test/apps/${slug}`,
    permissions: app.permissions,
    events: [],
  });
}
