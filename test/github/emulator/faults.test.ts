import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, outcome } from "../desk.ts";
import { fault } from "./http/faults.ts";

describe("BENCH-8  what goes wrong on purpose", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
  });
  afterEach(() => world.github.close());

  const comment = () => outcome(world.app.rest.issues.createComment({ ...at, issue_number: world.number, body: "b" }));
  const comments = () => world.hands.comments(world.number).length;

  it("a refusal before anything was done, once", async () => {
    world.github.faults.add(fault.answers("issues/create-comment", 500));
    expect([await comment(), comments(), await comment(), comments()]).toEqual(["500 injected", 0, "201", 1]);
  });

  it("an answer that says it was not done, when it was", async () => {
    world.github.faults.add(fault.lies("issues/create-comment"));
    expect([await comment(), comments()]).toEqual(["502 Bad Gateway", 1]);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])("a connection that breaks, done: %s", async (done, expected) => {
    world.github.faults.add(fault.drops("issues/create-comment", done));
    expect(await comment()).toMatch(/^500 /);
    expect([comments(), world.github.log.at(-1)!.status]).toEqual([expected, null]);
  });

  it("a crash: nothing gets through after the second request", async () => {
    world.github.faults.add(fault.crashAfter(2));
    expect([await comment(), await comment(), await comment(), await comment()].map((one) => one.slice(0, 3))).toEqual([
      "201",
      "201",
      "500",
      "500",
    ]);
    world.github.faults.clear();
    expect(await comment()).toBe("201");
  });

  it("only for the operation, the request and the number of times that were named", async () => {
    const seen: string[] = [];
    world.github.faults.add(
      { operation: "graphql Who", does: { kind: "call", done: false, call: () => void seen.push("who") } },
      { when: ({ path }) => path.endsWith("/labels"), after: 1, does: { kind: "slow", milliseconds: 1 } },
      { operation: "issues/create-comment", after: 1, times: 2, does: { kind: "answer", status: 503 } },
    );
    await world.app.graphql("query Who { viewer { login } }").catch(() => null);
    expect(seen).toEqual(["who"]);
    expect([await comment(), await comment(), await comment(), await comment()].map((one) => one.slice(0, 3))).toEqual([
      "201",
      "503",
      "503",
      "201",
    ]);
  });
});

it("BENCH-9  every request is remembered, and one GitHub does not describe is a violation", async () => {
  const { github, app, job, number } = await desk();
  await outcome(app.request("PUT /repos/{owner}/{repo}/pulls/{number}/merge", { ...at, number, expected_sha: "abc" }));
  await outcome(app.request("GET /repos/{owner}/{repo}/pulls?state=opened", at));
  await outcome(app.request("GET /repos/{owner}/{repo}/nothing", at));
  const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" } as const;
  const output = { title: "t", summary: "s", annotations: Array.from({ length: 51 }, () => annotation) };
  await outcome(job.rest.checks.create({ ...at, name: "x", head_sha: "main", output }));
  expect(github.violations).toEqual([
    "pulls/merge was asked: body /expected_sha is not a documented property",
    'pulls/list was asked: query /state must be equal to one of the allowed values ["open","closed","all"]',
    "GET /repos/example-org/benefits/nothing: not an operation of the contract; add it to operations.ts",
    "checks/create was asked: body /output/annotations must NOT have more than 50 items",
  ]);
  expect(github.log.map(({ number, operation, status, login }) => [number, operation, status, login])).toEqual([
    [1, "pulls/merge", 422, "flaghoist[bot]"],
    [2, "pulls/list", 422, "flaghoist[bot]"],
    [3, null, 404, null],
    [4, "checks/create", 422, "github-actions[bot]"],
  ]);
  await github.close();
});

it("BENCH-10  comments longer than GitHub takes are refused", async () => {
  const { github, app, number } = await desk();
  const write = (length: number) =>
    outcome(app.rest.issues.createComment({ ...at, issue_number: number, body: "x".repeat(length) }));
  expect([await write(65_536), await write(65_537)]).toEqual(["201", "422 Validation Failed"]);
  await github.close();
});
