import { roleOf } from "../acts/roles.ts";
import { notFound } from "../http/refusal.ts";
import { grants } from "../state/tokens.ts";
import { type Call, type Handler, ok, repositoryOf } from "./call.ts";

/**
 * One ruleset. Who may bypass it is told only to who may change it.
 * https://docs.github.com/en/rest/repos/rules#get-a-repository-ruleset
 */
export const getRuleset: Handler = (call) => {
  const repository = repositoryOf(call);
  const found = repository.rulesets.find(({ id }) => id === Number(call.params.ruleset_id));
  if (!found) throw notFound();
  const { bypass_actors, ...open } = found;
  const shown = mayChange(call) ? { ...open, bypass_actors } : open;
  return ok({ ...shown, source_type: "Repository", source: repository.fullName });
};

function mayChange(call: Call): boolean {
  const { permissions, login } = call.by.token;
  if (permissions !== null) return grants(permissions, "administration:write");
  return roleOf(call.world, repositoryOf(call), login) === "admin";
}
