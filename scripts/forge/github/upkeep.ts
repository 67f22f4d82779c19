import { DateTime } from "luxon";
import type { Answer, Upkeep, WorkflowRecord } from "../upkeep.ts";
import { explained } from "./error.ts";
import { at, type Github } from "./world.ts";

type Watched = Pick<Github, "client" | "owner" | "name" | "app" | "baseBranch">;

/**
 * What GitHub tells of the workflows and rules of the repository: `actions: read` for the first; every token may read
 * the second, all but who may bypass them, which takes a token that may change them.
 * https://docs.github.com/en/rest/repos/rules#get-a-repository-ruleset
 */
export function upkeepOf(github: Watched): Upkeep {
  const { app, client } = github;
  const { rest } = client;
  const all = { ...at(github), per_page: 100 };
  return {
    app: app.own ? app.id : null,
    workflows: (files) =>
      answer("to read when workflows last ran", async () => {
        const records = await Promise.all(files.map((file) => recordOf(github, file)));
        return records.flatMap((record) => record ?? []);
      }),
    rulesets: () =>
      answer("to read the rulesets", async () => {
        const { data } = await rest.repos.getRepoRulesets(all);
        return Promise.all(
          data.map(async ({ id }) => ({
            ...(await rest.repos.getRepoRuleset({ ...at(github), ruleset_id: id })).data,
          })),
        );
      }),
  };
}

/** Null where there is no such workflow. */
async function recordOf(github: Watched, file: string): Promise<WorkflowRecord | null> {
  const { actions } = github.client.rest;
  const asked = { ...at(github), workflow_id: file.split("/").at(-1) ?? file };
  try {
    const { path, state, created_at } = (await actions.getWorkflow(asked)).data;
    const wellOnBase = { branch: github.baseBranch, status: "success", per_page: 1 } as const;
    const [last] = (await actions.listWorkflowRuns({ ...asked, ...wellOnBase })).data.workflow_runs;
    const utc = (time: string) => DateTime.fromISO(time, { zone: "utc" });
    return { file: path, state, createdAt: utc(created_at), lastSuccess: last ? utc(last.updated_at) : null };
  } catch (error) {
    if (explained("", error).reason === "not-found") return null;
    throw error;
  }
}

async function answer<T>(doing: string, ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: "told", value: await ask() };
  } catch (error) {
    const { reason, message } = explained(doing, error);
    return { kind: reason === "unreachable" ? "unreachable" : "refused", why: message };
  }
}
