import type { Context } from "../context.ts";

/** Whoever did something; null where the account is gone. */
export function actorNode({ world }: Context, login: string | null) {
  const actor = login === null ? undefined : world.actors.get(login.toLowerCase());
  if (!actor) return null;
  const { id, type } = actor;
  const name = type === "Bot" ? actor.login.replace(/\[bot\]$/, "") : actor.login; // GraphQL leaves the suffix of Apps out
  const path = `/${type === "Bot" ? `apps/${name}` : name}`;
  const urls = { resourcePath: path, url: `https://github.test${path}` };
  return { __typename: type, id: `U_${id}`, databaseId: small(id), login: name, name: null, ...urls };
}

/** `databaseId` is a 32-bit number and newer ids are not: GitHub names `fullDatabaseId` instead. */
export const small = (id: number): number | null => (id < 2 ** 31 ? id : null);
