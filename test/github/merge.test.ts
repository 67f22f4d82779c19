import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, flag, minute, outcome } from "./desk.ts";

describe("BENCH-1  a merge", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
  });
  afterEach(async () => {
    expect(world.github.violations).toEqual([]);
    await world.github.close();
  });

  const check = (client = world.app, conclusion: "success" | "failure" = "success") =>
    client.rest.checks.create({ ...at, name: "flag-gate", head_sha: world.hands.tip("promote/a")!, conclusion });
  const merge = (fields: { sha?: string; merge_method?: "merge" | "squash" | "rebase" } = {}) =>
    outcome(world.app.rest.pulls.merge({ ...at, pull_number: world.number, ...fields }));

  it("is refused while the required check is missing, failed, or of another App", async () => {
    const expected = '405 Required status check "flag-gate" is expected.';
    expect(await merge()).toBe(expected);
    await check(world.job);
    expect(await merge()).toBe(expected);
    await check(world.app, "failure");
    expect(await merge()).toBe(expected);
    await check();
    expect(await merge()).toBe("200");
  });

  it.each(["merge", "squash", "rebase"] as const)("%s brings the head into base, once", async (merge_method) => {
    await check();
    expect(await merge({ sha: world.head, merge_method })).toBe("200");
    expect(world.hands.read("main", flag)).toBe("standing: canary\n");
    expect(await merge({ merge_method })).toBe("405 Pull Request is not mergeable");
  });

  it("is refused with 409 where the head is not the one that was looked at", async () => {
    await check();
    world.hands.push("promote/a", { [flag]: "standing: full\n" }, { by: "rlindqvist" });
    expect(await merge({ sha: world.head })).toBe("409 Head branch was modified. Review and try the merge again.");
  });

  it("is refused with 405 where base moves in its middle, and goes through when asked again", async () => {
    await check();
    world.github.hooks.midMerge = () => world.hands.push("main", { "README.md": "2\n" }, { by: "tmarsh" });
    expect(await merge()).toBe("405 Base branch was modified. Review and try the merge again.");
    delete world.github.hooks.midMerge;
    expect(await merge()).toBe("200");
  });

  it("is refused for a draft and for a conflict, in the same words", async () => {
    await check();
    world.hands.edit(world.number, { draft: true }, { by: "rlindqvist" });
    expect(await merge()).toBe("405 Pull Request is not mergeable");
    world.hands.edit(world.number, { draft: false }, { by: "rlindqvist" });
    world.hands.push("main", { [flag]: "standing: planned\n" }, { by: "tmarsh" });
    expect(await merge()).toBe("405 Pull Request is not mergeable");
  });

  it("can be told only after a while whether it is possible", async () => {
    const ask = async () => (await world.app.rest.pulls.get({ ...at, pull_number: world.number })).data;
    expect(await ask()).toMatchObject({ mergeable: null, mergeable_state: "unknown" });
    expect(await ask()).toMatchObject({ mergeable: true, mergeable_state: "blocked" });
    await check();
    expect(await ask()).toMatchObject({ mergeable_state: "clean" });
    world.hands.push("main", { "README.md": "2\n" }, { by: "tmarsh" });
    expect(await ask()).toMatchObject({ mergeable: null });
  });

  it("leaves the base commit of other pull requests as it was when they were pushed", async () => {
    const before = world.hands.tip("main");
    world.hands.push("main", { "README.md": "2\n" }, { by: "tmarsh", at: minute(5) });
    const { data } = await world.app.rest.pulls.get({ ...at, pull_number: world.number });
    expect(data.base.sha).toBe(before);
  });
});
