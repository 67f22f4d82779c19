import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, outcome } from "../desk.ts";

describe("BENCH-12  a repository", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
    const permissions = {
      deployments: "write",
      contents: "write",
      actions: "read",
      environments: "read",
      statuses: "write",
    } as const;
    world.github.app("setup", { permissions, on: [at.owner] });
  });
  afterEach(async () => {
    expect(world.github.violations).toEqual([]);
    await world.github.close();
  });
  const setup = () => world.client(world.github.tokens.app("setup"));

  it("deploys only what is green, and merges base into it first, unless told otherwise", async () => {
    const deploy = (fields: object) =>
      outcome(setup().rest.repos.createDeployment({ ...at, ref: "promote/a", ...fields }));
    await setup().rest.repos.createCommitStatus({ ...at, sha: world.head, state: "failure", context: "ci" });
    expect(await deploy({})).toBe("202");
    expect(await deploy({ auto_merge: false })).toContain("409 Conflict");
    expect(await deploy({ auto_merge: false, required_contexts: [] })).toBe("201");
    expect(world.hands.state.deployments.size).toBe(1);
  });

  it("says what is wrong with its code owners", async () => {
    const text = "# none\n* @tmarsh\nflags/ @example-org/engineers @nobody\n!x @tmarsh\n";
    world.hands.push("main", { ".github/CODEOWNERS": text }, { by: "jwexler" });
    world.hands.role("tmarsh", "write");
    const { data } = await setup().rest.repos.codeownersErrors(at);
    expect(data.errors.map(({ line, column, kind }) => [line, column, kind])).toEqual([
      [3, 31, "Unknown owner"],
      [4, 1, "Invalid pattern"],
    ]);
  });

  it("tells the names of its secrets, never what they are", async () => {
    world.hands.environment("production", { secrets: { KEY: "hush" }, branches: ["main", "release/*"] });
    const environment = { ...at, environment_name: "production" };
    const secrets = await setup().rest.actions.listEnvironmentSecrets(environment);
    const policies = await setup().rest.repos.listDeploymentBranchPolicies(environment);
    expect(secrets.data.secrets.map(({ name }) => name)).toEqual(["KEY"]);
    expect(policies.data.branch_policies.map(({ name }) => name)).toEqual(["main", "release/*"]);
    expect(JSON.stringify(secrets.data)).not.toContain("hush");
  });

  it("shows its rules to whoever may read", async () => {
    const reader = world.client(world.github.tokens.user("reader"));
    const { data } = await reader.rest.repos.getBranchRules({ ...at, branch: "main" });
    expect(data).toMatchObject([{ type: "required_status_checks", ruleset_id: world.hands.state.rulesets[0]!.id }]);
    expect((await reader.rest.repos.getBranchRules({ ...at, branch: "promote/a" })).data).toEqual([]);
  });
});
