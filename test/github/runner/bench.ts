import { onTestFinished } from "vitest";
import { at, type Desk, desk } from "../desk.ts";
import type { Files } from "../git/trees.ts";
import { type Runner, runnerOn } from "./runner.ts";
import type { RunnerOptions } from "./scope.ts";

/** The commit a third-party action is pinned to in these tests. */
export const pin = "0123456789abcdef0123456789abcdef01234567";

export interface Workshop extends Desk {
  readonly runner: Runner;
}

/** A desk whose main has some workflow files, by name, and an action that asks the API what its input says. */
export async function workshop(
  workflows: Readonly<Record<string, string>>,
  options: Partial<RunnerOptions> = {},
): Promise<Workshop> {
  const world = await desk();
  const files: Files = Object.fromEntries(
    Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text]),
  );
  world.hands.push("main", { ...files, ...asking }, { by: "jwexler", message: "Workflows" });
  world.hands.push("promote/a", { "flags/a.yaml": "standing: canary # again\n" }, { by: "rlindqvist", from: "main" });
  world.github.world.events.length = 0;
  onTestFinished(() => world.github.close());
  return { ...world, runner: runnerOn(world.hands, { github: world.github, ...options }) };
}

const asking: Files = {
  ".github/actions/ask/action.yml": `name: ask
description: Asks the API
inputs:
  token: { description: whose token, default: "\${{ github.token }}" }
  route: { description: method and path, required: true }
  body: { description: as JSON, default: "" }
outputs:
  status: { description: how it was answered }
runs: { using: node24, main: ../dist/ask.mjs, post: ../dist/ask-post.mjs }
`,
  ".github/actions/dist/ask.mjs": `import { appendFileSync } from "node:fs";
const { INPUT_TOKEN: token, INPUT_ROUTE: route, INPUT_BODY: body, GITHUB_API_URL: api } = process.env;
const [method, path] = route.split(" ");
const headers = { authorization: "bearer " + token };
const answer = await fetch(api + path, { method, headers, ...(body ? { body } : {}) });
appendFileSync(process.env.GITHUB_OUTPUT, "status=" + answer.status + "\\n");
appendFileSync(process.env.GITHUB_STATE, "route=" + route + "\\n");
console.log(answer.ok ? "fine " + token : "::error file=flags/a.yaml,line=1::" + answer.status + " " + (await answer.json()).message);
process.exitCode = answer.ok ? 0 : 1;
`,
  ".github/actions/dist/ask-post.mjs": `console.log("after " + process.env.STATE_route);
`,
};

export const api = `/repos/${at.owner}/${at.repo}`;
