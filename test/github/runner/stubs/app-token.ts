import { installationToken } from "../../emulator/acts/tokens.ts";
import { Refusal } from "../../emulator/http/refusal.ts";
import type { Level } from "../../emulator/state/actors.ts";
import type { JobScope } from "../scope.ts";
import type { Stub } from "./stub.ts";

/**
 * actions/create-github-app-token: whoever has the App's key gets a token of it, for this repository unless others are
 * named, with the permissions asked for (none asked: all the App has). It is revoked when the job ends.
 */
export const createGithubAppToken: Stub = {
  inputs: ["app-id", "client-id", "private-key", "owner", "repositories", "skip-token-revoke", "github-api-url"],
  run({ inputs, job }) {
    const { event, options } = job.run;
    const { world } = options.github;
    const id = inputs["client-id"] || inputs["app-id"];
    const app = [...world.apps.values()].find((one) => one.clientId === id || String(one.id) === id);
    const key = (inputs["private-key"] ?? "").replaceAll("\\n", "\n").trim();
    if (!id) return failed("[@octokit/auth-app] appId option is required");
    if (!app || key !== app.privateKey.trim()) return failed("A JSON web token could not be decoded");
    const asked = Object.entries(inputs)
      .filter(([name, level]) => name.startsWith("permission-") && level !== "")
      .map(([name, level]) => [name.slice("permission-".length).replaceAll("-", "_"), level as Level] as const);
    const named = inputs.repositories?.split(/[\s,]+/).filter(Boolean) ?? [];
    const repositories = !inputs.owner && named.length === 0 ? [event.repository.name] : named;
    try {
      const token = installationToken(world, app, {
        owner: inputs.owner || event.repository.owner,
        ...(repositories.length > 0 ? { repositories } : {}),
        ...(asked.length > 0 ? { permissions: Object.fromEntries(asked) } : {}),
      });
      job.appTokens.push(token);
      const installation = app.installations.get(event.repository.owner.toLowerCase());
      return {
        outputs: { token: token.value, "installation-id": String(installation), "app-slug": app.slug },
        masks: [token.value],
        post: () => revoke(job, token.value, inputs["skip-token-revoke"] === "true"),
      };
    } catch (error) {
      if (error instanceof Refusal) return failed(error.message);
      throw error;
    }
  },
};

function revoke({ run }: JobScope, value: string, skip: boolean): void {
  const token = run.options.github.world.tokens.get(value);
  if (token && !skip) token.revoked = true;
}

const failed = (why: string) => ({ code: 1, log: `::error::${why}` });
