import { roleOf } from "../acts/roles.ts";
import { Refusal } from "../http/refusal.ts";
import { pageOf } from "../render/repositories.ts";
import type { App } from "../state/actors.ts";
import { iso } from "../state/clock.ts";
import { type Call, counted, type Handler, repositoryOf } from "./call.ts";

export const listVariables: Handler = (call) => {
  const at = iso(call.world.clock.now());
  return counted(call, "variables", [...repositoryOf(call).variables], ([name, value]) => ({
    ...{ name, value, created_at: at, updated_at: at },
  }));
};

/** The Apps that are installed in an organization, told to its owners: here whoever administers one of its repositories. */
export const listInstallations: Handler = (call) => {
  const org = call.params.org!.toLowerCase();
  const ours = [...call.world.repositories.values()].filter(({ owner }) => owner.toLowerCase() === org);
  const { permissions, login } = call.by.token;
  const owns = ours.some((repository) => roleOf(call.world, repository, login) === "admin");
  if (permissions === null && !owns) throw new Refusal(403, "You must be an organization owner.");
  const installed = [...call.world.apps.values()].flatMap((app) => {
    const id = app.installations.get(org);
    return id === undefined ? [] : [{ app, id }];
  });
  const page = ours[0] ? pageOf(ours[0]) : "https://github.test/";
  return counted(call, "installations", installed, ({ app, id }) => renderInstallation(call, app, id, page));
};

function renderInstallation({ world }: Call, app: App, id: number, page: string): unknown {
  return world.contract.build("installation", {
    ...{ id, app_id: app.id, app_slug: app.slug, client_id: app.clientId, target_type: "Organization" },
    ...{ permissions: app.permissions, events: [], repository_selection: "selected", html_url: page },
  });
}
