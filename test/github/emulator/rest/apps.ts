import { installationToken } from "../acts/tokens.ts";
import { notFound } from "../http/refusal.ts";
import { expiry } from "../http/tokens.ts";
import type { Permissions } from "../state/actors.ts";
import { type Call, created, done, type Handler, ok } from "./call.ts";

/** Asked by an App in its own name. */
export const createInstallationToken: Handler = (call) => {
  const app = call.world.apps.get(call.by.token.app ?? "");
  const wanted = Number(call.params.installation_id);
  const owner = [...(app?.installations ?? [])].find(([, id]) => id === wanted)?.[0];
  if (!app || owner === undefined || call.by.token.kind !== "app") throw notFound();
  const body = (call.body ?? {}) as { repositories?: readonly string[]; permissions?: Permissions };
  const token = installationToken(call.world, app, { owner, ...body });
  const repository_selection = body.repositories ? "selected" : "all";
  return created({
    token: token.value,
    expires_at: expiry(token),
    permissions: token.permissions,
    repository_selection,
  });
};

export const revokeToken: Handler = (call) => {
  call.by.token.revoked = true;
  return done();
};

/** Asking costs nothing. */
export const rateLimit: Handler = (call: Call) => {
  const core = call.meter.left(call.by.token, "core");
  const graphql = call.meter.left(call.by.token, "graphql");
  return ok({ resources: { core, graphql, search: { ...core, limit: 30, used: 0, remaining: 30 } }, rate: core });
};
