import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, flag, minute, outcome } from "../desk.ts";

describe("BENCH-11  branches", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
  });
  afterEach(async () => {
    expect(world.github.violations).toEqual([]);
    await world.github.close();
  });

  it("keep who moved them and when, page by page, by cursor", async () => {
    const { hands, app } = world;
    for (const [place, by] of ["tmarsh", "jwexler", "tmarsh"].entries()) {
      hands.push("promote/a", { "x.md": `${place}\n` }, { by, at: minute(place + 1), dated: minute(-9000) });
    }
    const route = "GET /repos/{owner}/{repo}/activity";
    const first = await app.request(route, { ...at, ref: "refs/heads/promote/a", per_page: 3 });
    expect(first.data.map(({ actor, timestamp }) => [actor?.login, timestamp.slice(11, 16)])).toEqual([
      ["tmarsh", "08:03"],
      ["jwexler", "08:02"],
      ["tmarsh", "08:01"],
    ]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.link ?? "")![1]!;
    expect(next).toMatch(/after=/);
    const second = (await app.request(`GET ${next}`)) as { data: object[] };
    expect(second.data).toMatchObject([{ activity_type: "branch_creation", actor: { login: "rlindqvist" } }]);
  });

  it("that rules protect take no commit past their pull requests, save from who may pass", async () => {
    const { hands, app, github } = world;
    const main = hands.tip("main")!;
    const put = (path = "x.md") =>
      outcome(
        app.rest.repos.createOrUpdateFileContents({ ...at, path, message: "m", content: "eA==", branch: "main" }),
      );
    const everything = { actor_id: github.world.apps.get("flaghoist")!.id, actor_type: "Integration" } as const;
    const update = { ...hands.state.rulesets[0]!, rules: [{ type: "update" }] } as const;
    hands.state.rulesets.length = 0;
    hands.protect({ ...update, bypass_actors: [{ ...everything, bypass_mode: "pull_request" }] });
    expect(await put()).toContain("409");
    expect(hands.tip("main")).toBe(main);
    expect(await outcome(world.job.rest.pulls.merge({ ...at, pull_number: world.number }))).toBe(
      "405 Cannot update this protected ref.",
    );
    expect(await outcome(app.rest.pulls.merge({ ...at, pull_number: world.number }))).toBe("200");

    hands.state.rulesets.length = 0;
    hands.protect({ ...update, bypass_actors: [{ ...everything, bypass_mode: "always" }] });
    expect(await put()).toBe("201");
  });

  it.each([
    ["squash", "flaghoist[bot]", "signed", "405 Only the author can squash into a branch with signed commits."],
    ["squash", "rlindqvist", "unsigned", "405 Commits must have verified signatures."],
    ["rebase", "rlindqvist", "signed", "405 Rebase merges cannot be automatically signed by GitHub."],
    ["squash", "rlindqvist", "signed", "200"],
    ["merge", "flaghoist[bot]", "signed", "200"],
  ] as const)("that want signatures: a %s by %s of commits that are %s: %s", async (method, by, commits, said) => {
    const { hands, github, app } = world;
    const owner = world.client(github.tokens.user("rlindqvist"));
    hands.role("rlindqvist", "write");
    const put = (client: typeof app, branch: string) =>
      client.rest.repos.createOrUpdateFileContents({
        ...at,
        path: `${branch}.md`,
        message: "m",
        content: "eA==",
        branch,
      });
    hands.point("mine", hands.tip("main"), { by: "rlindqvist" });
    if (commits === "signed") await put(owner, "mine");
    else hands.push("mine", { "mine.md": "x" }, { by: "rlindqvist" });
    const pull_number = hands.open({ head: "mine", by: "rlindqvist" });
    const [rule] = hands.state.rulesets.splice(0);
    hands.protect({ ...rule!, rules: [{ type: "required_signatures" }] });
    const client = by === "rlindqvist" ? owner : app;
    expect(await outcome(client.rest.pulls.merge({ ...at, pull_number, merge_method: method }))).toBe(said);
    expect(await outcome(put(app, "main"))).toBe("201");
  });

  it("must be up to date where rules are strict", async () => {
    const { hands, github, app, number, head } = world;
    const [rule] = hands.state.rulesets.splice(0);
    const [{ parameters }] = rule!.rules as unknown as [{ parameters: object }];
    const strict = {
      type: "required_status_checks",
      parameters: { ...parameters, strict_required_status_checks_policy: true },
    };
    hands.protect({ ...rule!, rules: [strict as never] });
    await app.rest.checks.create({ ...at, name: "flag-gate", head_sha: head, conclusion: "success" });
    hands.push("main", { "x.md": "1\n" }, { by: "tmarsh" });
    const merge = () => outcome(app.rest.pulls.merge({ ...at, pull_number: number }));
    expect(await merge()).toBe("405 This branch must not be behind the base branch.");
    hands.state.rulesets.length = 0;
    expect(await merge()).toBe("200");
    expect(github.world.events.map(({ name }) => name)).toContain("push");
  });

  it("of a fork share nothing but objects, and their commits belong to no pull request", async () => {
    const { hands, app } = world;
    const fork = hands.fork("mallory");
    const head = fork.push("mine", { [flag]: "standing: full\n" }, { by: "mallory" });
    const number = hands.open({ head: "mine", fork, by: "mallory" });
    expect(hands.tip("mine")).toBeNull();
    const { data } = await app.rest.pulls.get({ ...at, pull_number: number });
    expect(data.head).toMatchObject({
      sha: head,
      label: "mallory:mine",
      repo: { full_name: "mallory/benefits", fork: true },
    });
    const pulls = await app.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: head });
    expect(pulls.data).toEqual([]);
    const next = fork.push("mine", { [flag]: "standing: half\n" }, { by: "mallory" });
    expect(hands.pull(number).headOid).toBe(next);
  });

  it("compare up to 300 files and 250 commits", async () => {
    const { hands, app } = world;
    const files = Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`many/${n}.md`, `${n}\n`]));
    hands.push("many", files, { by: "tmarsh" });
    const { data } = await app.rest.repos.compareCommitsWithBasehead({ ...at, basehead: "main...many" });
    expect([data.status, data.files!.length, data.total_commits]).toEqual(["ahead", 300, 1]);
    const number = hands.open({ head: "many", by: "tmarsh" });
    const listed = await app.paginate(app.rest.pulls.listFiles, { ...at, pull_number: number, per_page: 100 });
    expect(listed).toHaveLength(301);
  });
});
