import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, outcome } from "../desk.ts";
import { installationToken } from "./acts/tokens.ts";

describe("BENCH-6  a token", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
  });
  afterEach(async () => {
    expect(world.github.violations).toEqual([]);
    await world.github.close();
  });

  it("without the permission is told which would do", async () => {
    const reader = world.client(world.github.tokens.workflow(world.hands, { contents: "read" }));
    const answer = reader.rest.issues.createComment({ ...at, issue_number: world.number, body: "hello" });
    const error = (await answer.catch((error: unknown) => error)) as {
      status: number;
      response: { headers: object; data: object };
    };
    expect(error.status).toBe(403);
    expect(error.response.data).toMatchObject({ message: "Resource not accessible by integration" });
    expect(error.response.headers).toMatchObject({
      "x-accepted-github-permissions": "pull_requests=write; issues=write",
    });
  });

  it("that may not ask for teams is told the same as of who is in none", async () => {
    const ask = (client = world.app, username = "tmarsh") =>
      outcome(client.rest.teams.getMembershipForUserInOrg({ org: "example-org", team_slug: "engineers", username }));
    expect([await ask(), await ask(world.app, "outsider"), await ask(world.job)]).toEqual([
      "200",
      "404 Not Found",
      "404 Not Found",
    ]);
  });

  it("of a person may what their role allows", async () => {
    const { hands, github, head, number } = world;
    const [writer, reader] = ["writer", "reader"].map((login) => world.client(github.tokens.user(login)));
    hands.role("writer", "write");
    const merge = (client = reader!) => outcome(client.rest.pulls.merge({ ...at, pull_number: number }));
    const comment = (client = reader!) =>
      outcome(client.rest.issues.createComment({ ...at, issue_number: number, body: "b" }));
    const check = (client = writer!) =>
      outcome(client.rest.checks.create({ ...at, name: "flag-gate", head_sha: head }));
    expect(await merge()).toBe("403 Resource not accessible by personal access token");
    expect(await merge(writer)).toContain("405");
    expect([await comment(), await comment(writer)]).toEqual(["201", "201"]);
    expect(await check()).toBe("403 You must authenticate via a GitHub App.");
  });

  it("ends, is revoked, or is none", async () => {
    const ask = (token: string) => outcome(world.client(token).rest.repos.get(at));
    const { world: state, tokens, clock } = world.github;
    const asked = { owner: at.owner };
    const short = installationToken(state, state.apps.get("flaghoist")!, asked).value;
    expect(await ask(short)).toBe("200");
    clock.advance({ minutes: 61 });
    expect(await ask(short)).toBe("401 Bad credentials");
    const next = tokens.app("flaghoist");
    await world.client(next).request("DELETE /installation/token");
    expect([await ask(next), await ask("ghp_nobody")]).toEqual(["401 Bad credentials", "401 Bad credentials"]);
  });

  it("reaches no further than it was made for", async () => {
    world.github.repository("example-org/other");
    expect(await outcome(world.job.rest.repos.get({ owner: "example-org", repo: "other" }))).toBe("404 Not Found");
  });

  it("of an App changes no check of another", async () => {
    const { data } = await world.job.rest.checks.create({ ...at, name: "flag-gate", head_sha: world.head });
    const update = world.app.rest.checks.update({ ...at, check_run_id: data.id, conclusion: "success" });
    expect(await outcome(update)).toContain("403 Invalid app_id");
  });
});
