import { describe, expect, it } from "vitest";
import { at } from "../desk.ts";
import type { ForgeEvent } from "../emulator/state/events.ts";
import { api, pin, workshop } from "./bench.ts";

const secretive = (on: string, environment = "") => `name: secretive
on: ${on}
permissions: { contents: write, pull-requests: write, id-token: write }
jobs:
  job:
    runs-on: ubuntu-24.04
${environment}    steps:
      - id: look
        run: echo "secret=\${KEY:+known} shared=\${SHARED:+known}" >> "$GITHUB_OUTPUT"
        env: { KEY: "\${{ secrets.KEY }}", SHARED: "\${{ secrets.SHARED }}" }
      - if: always()
        uses: $/.github/actions/ask
        with: { route: "POST ${api}/issues/1/comments", body: '{"body":"hello"}' }
`;

describe("RUN-4  who comes from a fork", () => {
  it.each(["pull_request", "pull_request_review"])("gets no secrets and may only read: %s", async (on) => {
    const { hands, runner, github, number } = await workshop({ "one.yml": secretive(on) });
    hands.secret("SHARED", "of the repository");
    const fork = hands.fork("mallory");
    fork.push("mine", { "flags/a.yaml": "standing: full\n" }, { by: "mallory" });
    const theirs = hands.open({ head: "mine", fork, by: "mallory" });
    if (on === "pull_request_review") {
      runner.waiting.length = 0;
      for (const pull of [theirs, number]) hands.review(pull, { by: "tmarsh", state: "COMMENTED" });
    } else hands.push("promote/a", { "x.md": "1\n" }, { by: "rlindqvist" });

    const [outside, inside] = await runner.settle();
    expect(outside!.jobs.job).toMatchObject({
      result: "failure",
      token: { declared: { contents: "read", pull_requests: "read" } },
    });
    expect(outside!.jobs.job!.steps[0]!.outputs).toEqual({ secret: " shared=" });
    expect(inside!.jobs.job).toMatchObject({ result: "success", token: { declared: { id_token: "write" } } });
    expect(inside!.jobs.job!.steps[0]!.outputs.secret).toBe(" shared=known");
    expect(github.violations).toEqual([]);
  });

  it("runs the workflow they wrote, for what that is worth", async () => {
    const { hands, runner } = await workshop({ "one.yml": secretive("pull_request") });
    const fork = hands.fork("mallory");
    fork.push(
      "mine",
      { ".github/workflows/one.yml": secretive("pull_request").replace("secretive", "mine") },
      { by: "mallory" },
    );
    hands.open({ head: "mine", fork, by: "mallory" });
    expect((await runner.settle()).map(({ workflow }) => workflow)).toEqual(["mine"]);
  });

  it("may break the workflows they bring, and that is all", async () => {
    const { hands, runner } = await workshop({
      "one.yml": secretive("pull_request"),
      "two.yml": secretive("pull_request"),
    });
    const fork = hands.fork("mallory");
    fork.push("mine", { ".github/workflows/one.yml": "on: [pull_request\n" }, { by: "mallory" });
    hands.open({ head: "mine", fork, by: "mallory" });
    expect((await runner.settle()).map(({ path }) => path)).toEqual([".github/workflows/two.yml"]);
  });

  it("is named by no run that comes after theirs", async () => {
    const after = secretive("{ workflow_run: { workflows: [secretive], types: [completed] } }").replace(
      "name: secretive",
      "name: after",
    );
    const { hands, runner } = await workshop({ "one.yml": secretive("pull_request"), "after.yml": after });
    hands.secret("SHARED", "of the repository");
    const fork = hands.fork("mallory");
    fork.push("mine", { "flags/a.yaml": "standing: full\n" }, { by: "mallory" });
    hands.open({ head: "mine", fork, by: "mallory" });
    await runner.runEvent(runner.waiting.find(({ name }) => name === "pull_request")!);
    const heard = runner.waiting.find(({ name }) => name === "workflow_run");
    const [second] = await runner.runEvent(heard!);
    expect(second).toMatchObject({ workflow: "after", event: "workflow_run", jobs: { job: { result: "success" } } });
    expect(second!.jobs.job!.steps[0]!.outputs.secret).toBe(" shared=known");
    expect([...hands.state.runs.values()].map(({ pulls }) => pulls)).toEqual([[], []]);
    const told = (event: ForgeEvent) => event.payload.workflow_run as { head_repository: object; head_branch: string };
    expect(told(heard!)).toMatchObject({ head_branch: "mine", head_repository: { full_name: "mallory/benefits" } });
  });
});

describe("RUN-5  an environment bound to main", () => {
  const bound = (on: string, more = "") => secretive(on, `    environment: { name: production${more} }\n`);
  const opened = async (workflow: string) => {
    const world = await workshop({ "one.yml": workflow });
    world.hands.environment("production", { secrets: { KEY: "k" }, branches: ["main"] });
    return world;
  };

  it("gives its secrets to a run of main, which is a deployment", async () => {
    const { runner, hands } = await opened(bound("workflow_dispatch"));
    const [run] = await runner.dispatch("one.yml");
    expect(run!.jobs.job!.steps[0]!.outputs.secret).toBe("known shared=");
    expect(
      [...hands.state.deployments.values()].map(({ environment, statuses }) => [environment, statuses.at(-1)!.state]),
    ).toEqual([["production", "success"]]);
  });

  it("is no deployment where the job says so", async () => {
    const { runner, hands } = await opened(bound("workflow_dispatch", ", deployment: false"));
    expect((await runner.dispatch("one.yml"))[0]!.conclusion).toBe("success");
    expect(hands.state.deployments.size).toBe(0);
  });

  it("lets no other branch in, nor a pull request of somebody with write access", async () => {
    const { runner, hands } = await opened(bound("{ workflow_dispatch: {}, pull_request: {} }"));
    const [run] = await runner.dispatch("one.yml", {}, { ref: "promote/a" });
    const why = 'Branch "promote/a" is not allowed to deploy to production due to environment protection rules.';
    expect(run!.jobs.job).toMatchObject({ result: "failure", log: why, steps: [] });
    hands.push("promote/a", { "x.md": "1\n" }, { by: "rlindqvist" });
    const [pull] = await runner.settle();
    expect(pull!.jobs.job).toMatchObject({
      result: "failure",
      steps: [],
      log: expect.stringContaining("refs/pull/1/merge"),
    });
  });
});

describe("RUN-6  the token of an App", () => {
  const minting = (permissions: string) => `name: minting
on: workflow_dispatch
permissions: {}
jobs:
  job:
    runs-on: ubuntu-24.04
    environment: { name: gate, deployment: false }
    steps:
      - id: mint
        uses: actions/create-github-app-token@${pin}
        with:
          client-id: \${{ vars.CLIENT }}
          private-key: \${{ secrets.KEY }}
${permissions}      - uses: $/.github/actions/ask
        with: { token: "\${{ steps.mint.outputs.token }}", route: "POST ${api}/issues/1/comments", body: '{"body":"hello"}' }
`;
  const opened = async (permissions: string, key?: string) => {
    const world = await workshop({ "one.yml": minting(permissions) });
    const app = world.github.world.apps.get("flaghoist")!;
    world.hands.variable("CLIENT", app.clientId);
    world.hands.environment("gate", { secrets: { KEY: key ?? app.privateKey }, branches: ["main"] });
    return world;
  };

  it("has what was asked for, is used, and ends with the job", async () => {
    const { runner, github, hands } = await opened(
      "          permission-issues: write\n          permission-members: read\n",
    );
    const [run] = await runner.dispatch("one.yml");
    expect(run!.jobs.job).toMatchObject({
      result: "success",
      token: { declared: {}, used: [] },
      appTokens: [{ declared: { issues: "write", members: "read" }, used: ["issues:write"] }],
    });
    expect(hands.comments(1).map(({ by }) => by)).toEqual(["flaghoist[bot]"]);
    expect(
      [...github.world.tokens.values()].filter(({ kind, revoked }) => kind === "installation" && revoked),
    ).toHaveLength(1);
    expect(run!.jobs.job!.log).not.toContain("ghs_");
  });

  it.each([
    [
      "of a permission the App has not",
      "          permission-actions: write\n",
      undefined,
      "The permissions requested are not granted",
    ],
    ["with another key", "", "-----BEGIN RSA PRIVATE KEY-----", "A JSON web token could not be decoded"],
  ])("is not given %s", async (_, permissions, key, why) => {
    const { runner } = await opened(permissions, key);
    const [run] = await runner.dispatch("one.yml");
    expect(run!.jobs.job).toMatchObject({
      result: "failure",
      annotations: [{ message: expect.stringContaining(why) }],
    });
  });
});

it("RUN-7  what a job's token does wakes no workflow, what an App does wakes them", async () => {
  const listening =
    "name: listening\non: issue_comment\npermissions: {}\njobs: { job: { runs-on: x, steps: [{ run: 'true' }] } }\n";
  const { runner, app, job, number } = await workshop({ "listening.yml": listening });
  await job.rest.issues.createComment({ ...at, issue_number: number, body: "by a job" });
  expect(await runner.settle()).toEqual([]);
  await app.rest.issues.createComment({ ...at, issue_number: number, body: "by an App" });
  expect(await runner.settle()).toMatchObject([{ workflow: "listening", conclusion: "success" }]);
});
