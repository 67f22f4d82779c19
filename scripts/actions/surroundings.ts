import { existsSync } from "node:fs";
import { getInput, setSecret } from "@actions/core";
import { context } from "@actions/github";
import type { Secrets } from "../flag/secrets.ts";
import { actionsApp, type GithubApp } from "../forge/github/world.ts";

/** What a step of a workflow is told by its runner. */
export interface Surroundings {
  readonly owner: string;
  readonly name: string;
  /** The checkout. */
  readonly root: string;
  readonly apiUrl: string;
  /** Where git fetches from; `FLAGHOIST_GIT_URL` names a mirror. */
  readonly gitUrl: string;
  readonly baseBranch: string;
  /** The commit that is checked out. */
  readonly commit: string;
  /** Where people see this run. */
  readonly runUrl: string;
  /** For values that no workflow command may carry: each is masked in the log from the moment it is looked up. */
  readonly secrets: Secrets;
}

/** The step is not where it must be, or was not given what it needs: the message says what to write in the workflow. */
export class Misplaced extends Error {
  override readonly name = "Misplaced";
}

export function surroundings(env: NodeJS.ProcessEnv): Surroundings {
  const [owner, name] = need(env, "GITHUB_REPOSITORY").split("/");
  const root = need(env, "GITHUB_WORKSPACE");
  if (!existsSync(`${root}/.git`)) {
    throw new Misplaced(`${root} is no checkout: put a step with actions/checkout before this one`);
  }
  const repository = `${context.serverUrl}/${owner}/${name}`;
  const told: unknown = context.payload.repository?.default_branch;
  return {
    owner: owner!,
    name: name ?? "",
    root,
    apiUrl: context.apiUrl,
    gitUrl: env.FLAGHOIST_GIT_URL ?? `${repository}.git`,
    baseBranch: typeof told === "string" ? told : need(env, "GITHUB_REF_NAME"),
    commit: need(env, "GITHUB_SHA"),
    runUrl: `${repository}/actions/runs/${context.runId}`,
    secrets: (variable) => masked(env[variable]),
  };
}

/** A token that the workflow hands over; it never shows in the log. */
export function token(): string {
  const value = getInput("token");
  if (value === "") throw new Misplaced("the input `token` is empty: write `token: ${{ github.token }}` in the step");
  setSecret(value);
  return value;
}

/** Whose token it is: that of an App of our own where the workflow names one. */
export function app(): GithubApp {
  const [id, slug] = [getInput("app-id"), getInput("app-slug")];
  if (id === "" && slug === "") return actionsApp;
  if (!/^[1-9]\d*$/.test(id)) throw new Misplaced(`the input \`app-id\` is "${id}": it is the App's number`);
  if (slug === "")
    throw new Misplaced("the input `app-slug` is empty: it is an output of the step that made the token");
  return { id: Number(id), own: true, login: `${slug}[bot]` };
}

function need(env: NodeJS.ProcessEnv, variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Misplaced(`${variable} is not set: this runs as a step of a GitHub Actions workflow; see .github/SETUP.md`);
}

const known = new Set<string>();

/** Told once: a pass looks a secret up for every plan. */
function masked(value: string | undefined): string | undefined {
  if (value && !known.has(value)) setSecret(value);
  if (value) known.add(value);
  return value;
}
