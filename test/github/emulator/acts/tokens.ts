import { randomBytes } from "node:crypto";
import { Refusal } from "../http/refusal.ts";
import type { App, Level, Permissions } from "../state/actors.ts";
import type { Repository } from "../state/repository.ts";
import { grants, type Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";

type Minted = Pick<Token, "kind" | "login" | "app" | "permissions" | "repositories" | "expiresAt">;

function mint(world: World, prefix: string, minted: Minted): Token {
  const value = `${prefix}${randomBytes(18).toString("hex")}`;
  const token: Token = { ...minted, value, used: new Set(), revoked: false };
  world.tokens.set(value, token);
  return token;
}

/** A person's own token: it may what the person may. */
export function userToken(world: World, login: string): Token {
  return mint(world, "ghp_", {
    ...{ kind: "user", login, app: null, permissions: null, repositories: null, expiresAt: null },
  });
}

/** The `GITHUB_TOKEN` of one job, with exactly these permissions. */
export function workflowToken(world: World, repository: Repository, permissions: Permissions): Token {
  const { actor, slug } = world.apps.get("github-actions")!;
  return mint(world, "ghs_", {
    ...{ kind: "workflow", login: actor.login, app: slug, permissions, repositories: [repository.fullName] },
    expiresAt: world.clock.now().plus({ hours: 24 }),
  });
}

/**
 * A token of an App where it is installed, for an hour. Asks for less than the App has, or for all of it; throws 422
 * where it asks for more.
 */
export function installationToken(
  world: World,
  app: App,
  asked: { readonly owner: string; readonly repositories?: readonly string[]; readonly permissions?: Permissions },
): Token {
  if (!app.installations.has(asked.owner.toLowerCase())) throw new Refusal(404, "Not Found");
  const permissions = asked.permissions ?? app.permissions;
  const more = Object.entries(permissions).filter(
    ([name, level]) => !grants(app.permissions, `${name}:${level === "admin" ? "write" : level}`),
  );
  if (more.length > 0) {
    throw new Refusal(422, "The permissions requested are not granted to this installation.");
  }
  const mine = [...world.repositories.values()].filter(
    ({ owner }) => owner.toLowerCase() === asked.owner.toLowerCase(),
  );
  const names = asked.repositories ?? mine.map(({ name }) => name);
  const repositories = names.map((name) => mine.find((one) => one.name === name)?.fullName);
  if (repositories.includes(undefined)) {
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return mint(world, "ghs_", {
    ...{ kind: "installation", login: app.actor.login, app: app.slug, permissions },
    repositories: repositories as readonly string[],
    expiresAt: world.clock.now().plus({ hours: 1 }),
  });
}

/** `pull-requests: write` of a workflow file as the API writes it. */
export const underscored = (permissions: Readonly<Record<string, string>>): Permissions =>
  Object.fromEntries(
    Object.entries(permissions)
      .filter(([, level]) => level !== "none")
      .map(([name, level]) => [name.replaceAll("-", "_"), level as Level]),
  );
