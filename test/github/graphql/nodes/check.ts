import { pageOf } from "../../emulator/render/repositories.ts";
import type { CheckRun, CheckSuite } from "../../emulator/state/checks.ts";
import { iso } from "../../emulator/state/clock.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import { connection, type Range } from "../connection.ts";
import type { Context } from "../context.ts";
import { commitNode } from "./commit.ts";

const upper = (word: string | null) => word?.toUpperCase() ?? null;

function appNode({ world }: Context, slug: string) {
  const { id, clientId } = world.apps.get(slug)!;
  return { __typename: "App", id: `A_${id}`, databaseId: id, slug, name: slug, clientId };
}

interface RunRange extends Range {
  readonly filterBy?: {
    readonly checkName?: string;
    readonly checkType?: "ALL" | "LATEST";
    readonly appId?: number;
  } | null;
}

export function checkSuiteNode(context: Context, repository: Repository, suite: CheckSuite): object {
  const { id, app, head, createdAt } = suite;
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite === id);
  const ended = runs.length > 0 && runs.every(({ status }) => status === "completed");
  return {
    ...{
      __typename: "CheckSuite",
      id: `CS_${id}`,
      databaseId: id,
      createdAt: iso(createdAt),
      updatedAt: iso(createdAt),
    },
    ...{ status: runs.length === 0 ? "QUEUED" : ended ? "COMPLETED" : "IN_PROGRESS" },
    conclusion: ended ? upper(runs.find(({ conclusion }) => conclusion !== "success")?.conclusion ?? "success") : null,
    app: appNode(context, app),
    commit: () => commitNode(context, repository, head),
    checkRuns({ filterBy, ...range }: RunRange) {
      const named = runs.filter(({ name }) => !filterBy?.checkName || name === filterBy.checkName);
      const shown = filterBy?.checkType === "ALL" ? named : [...new Map(named.map((run) => [run.name, run])).values()];
      return connection(shown, range, (run) => checkRunNode(context, repository, run));
    },
  };
}

function checkRunNode(context: Context, repository: Repository, run: CheckRun): object {
  const { id, name, status, conclusion, externalId, detailsUrl, output, startedAt, completedAt } = run;
  return {
    ...{
      __typename: "CheckRun",
      id: `CR_${id}`,
      databaseId: id,
      name,
      status: upper(status),
      conclusion: upper(conclusion),
    },
    ...{ externalId, detailsUrl, title: output.title, summary: output.summary, text: output.text },
    ...{ startedAt: iso(startedAt), completedAt: completedAt ? iso(completedAt) : null },
    ...{ permalink: `${pageOf(repository)}/runs/${id}`, url: `${pageOf(repository)}/runs/${id}` },
    checkSuite: () => checkSuiteNode(context, repository, repository.checkSuites.get(run.suite)!),
  };
}

/** The statuses of a commit, the latest of each context; null where there is none. */
export function statusNode(_: Context, { statuses }: Repository, oid: string): object | null {
  const mine = [...new Map(statuses.filter(({ sha }) => sha === oid).map((one) => [one.context, one])).values()];
  if (mine.length === 0) return null;
  const state = mine.find((one) => one.state !== "success")?.state ?? "success";
  const contexts = mine.map(({ id, context, state, description, targetUrl, at }) => ({
    ...{ __typename: "StatusContext", id: `SC_${id}`, context, state: upper(state), description, targetUrl },
    createdAt: iso(at),
  }));
  return { __typename: "Status", id: `S_${oid}`, state: upper(state), contexts };
}
