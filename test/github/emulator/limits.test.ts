import { describe, expect, it, onTestFinished } from "vitest";
import { at, desk, outcome } from "../desk.ts";
import type { Limits } from "./http/limits.ts";

const limited = async (limits: Partial<Limits>) => {
  const world = await desk({ limits });
  onTestFinished(() => world.github.close());
  return { ...world, ask: () => outcome(world.app.rest.repos.get(at)) };
};

describe("BENCH-7  whoever asks too much", () => {
  it("waits for the next hour", async () => {
    const { ask, github, app } = await limited({ hourly: { user: 9, installation: 2, workflow: 9, app: 9 } });
    expect([await ask(), await ask(), await ask()]).toEqual([
      "200",
      "200",
      "403 API rate limit exceeded for flaghoist[bot].",
    ]);
    const { data } = await app.rest.rateLimit.get();
    expect(data.rate).toEqual({
      limit: 2,
      used: 2,
      remaining: 0,
      reset: Math.floor(github.clock.now().toSeconds()) + 3600,
    });
    github.clock.advance({ minutes: 60 });
    expect(await ask()).toBe("200");
  });

  it("is told how long to wait where it was too fast", async () => {
    const { app, github, number } = await limited({ contentAMinute: 1 });
    const comment = () => app.rest.issues.createComment({ ...at, issue_number: number, body: "b" });
    await comment();
    github.clock.advance({ seconds: 20 });
    const error = (await comment().catch((error: unknown) => error)) as {
      status: number;
      response: { headers: object };
    };
    expect([error.status, error.response.headers]).toMatchObject([403, { "retry-after": "40" }]);
    github.clock.advance({ seconds: 40 });
    expect(await outcome(comment())).toBe("201");
  });

  it("pays five times for a write", async () => {
    const { app, ask, number } = await limited({ restPointsAMinute: 6 });
    await app.rest.issues.createComment({ ...at, issue_number: number, body: "b" });
    expect([await ask(), await ask()]).toEqual(["200", expect.stringContaining("secondary rate limit")]);
  });

  it("pays GraphQL from another purse, and is refused with 200", async () => {
    const { app, ask } = await limited({ hourly: { user: 9, installation: 3, workflow: 9, app: 9 } });
    const query =
      '{ repository(owner: "example-org", name: "benefits") { pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { id onBehalfOf(first: 1) { totalCount } } } } } } }';
    const error = (await app.graphql(query).catch((error: unknown) => error)) as { errors: object[] };
    expect(error.errors).toMatchObject([{ type: "RATE_LIMITED" }]);
    expect(await ask()).toBe("200");
  });

  it("pays nothing for what did not change", async () => {
    const { app, number } = await limited({});
    const ask = (headers = {}) => app.request("GET /repos/{owner}/{repo}/issues/{number}", { ...at, number, headers });
    const first = await ask();
    expect(await outcome(ask({ "if-none-match": first.headers.etag }))).toContain("304");
  });
});
