import { describe, expect, it } from "vitest";
import { at, outcome, requiring } from "../desk.ts";
import { workshop } from "./bench.ts";

const ci = (condition: string, more = "") => `name: ci
on: [pull_request, workflow_dispatch]
jobs:
  ci:
    if: ${condition}
    runs-on: x
${more}    steps: [{ id: look, run: 'echo "url=\${ACTIONS_ID_TOKEN_REQUEST_URL:-none}" >> "$GITHUB_OUTPUT"' }]
`;

describe("RUN-13  a job is a check of github-actions on the head of the pull request", () => {
  it.each([
    ["always()", "200"],
    ["failure()", "200"],
    ["${{ fromJSON('true') }}", "200"],
  ])("if: %s, and one that was skipped has passed", async (condition, expected) => {
    const { hands, runner, app, number } = await workshop({ "ci.yml": ci(condition) });
    hands.state.rulesets.length = 0;
    hands.protect(requiring("ci", 15_368));
    const merge = () => outcome(app.rest.pulls.merge({ ...at, pull_number: number }));
    hands.push("promote/a", { "x.md": "1\n" }, { by: "rlindqvist" });
    expect(await merge()).toBe('405 Required status check "ci" is expected.');
    await runner.settle();
    expect(await merge()).toBe(expected);
  });

  it("and one that failed has not", async () => {
    const { hands, runner, app, number } = await workshop({ "ci.yml": ci("always()").replace("echo", "false") });
    hands.protect(requiring("ci", 15_368));
    hands.push("promote/a", { "x.md": "1\n" }, { by: "rlindqvist" });
    expect((await runner.settle())[0]!.conclusion).toBe("failure");
    expect(await outcome(app.rest.pulls.merge({ ...at, pull_number: number }))).toContain("405");
  });
});

it("RUN-14  a workflow that declares nothing gets the repository's default, and no proof of identity", async () => {
  const { hands, runner } = await workshop({ "ci.yml": ci("always()") });
  const job = async () => (await runner.dispatch("ci.yml"))[0]!.jobs.ci!;
  expect(await job()).toMatchObject({ token: { declared: { contents: "read", packages: "read" } } });
  hands.state.settings = { ...hands.state.settings, defaultWorkflowPermissions: "write" };
  const rich = await job();
  expect(rich.token.declared).toMatchObject({ contents: "write", id_token: "write" });
  expect(rich.steps[0]!.outputs.url).toMatch(/^http/);
});

it("RUN-15  who has id-token may ask for a proof of identity", async () => {
  const ask =
    'curl -sf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=store"';
  const workflow = (permissions: string) => `name: proof
on: workflow_dispatch
permissions: ${permissions}
jobs: { job: { runs-on: x, steps: [{ run: '${ask}' }] } }
`;
  const { runner } = await workshop({ "yes.yml": workflow("{ id-token: write }"), "no.yml": workflow("{}") });
  expect((await runner.dispatch("yes.yml"))[0]).toMatchObject({
    conclusion: "success",
    jobs: { job: { token: { used: ["id_token:write"] } } },
  });
  expect((await runner.dispatch("no.yml"))[0]).toMatchObject({ conclusion: "failure" });
});

it("RUN-16  an environment with reviewers waits for one of them", async () => {
  const workflow = ci("always()", "    environment: production\n");
  const run = async (approves: boolean) => {
    const { hands, runner } = await workshop({ "ci.yml": workflow }, { approves: () => approves });
    hands.environment("production", { reviewers: ["tmarsh"] });
    return (await runner.dispatch("ci.yml"))[0]!.conclusion;
  };
  expect([await run(true), await run(false)]).toEqual(["success", "failure"]);
});
