import { describe, expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, settings, town } from "./town.ts";

/** A plan at `planned` in store and main, ready for its first promotion. */
async function ready(over: Parameters<typeof town>[0] = {}) {
  const here = await town(over);
  here.plan(planText({}));
  await syncPass(here.ports());
  return here;
}

const only = async (here: Awaited<ReturnType<typeof town>>) => {
  const [gated] = await gatePass(here.ports());
  if (gated?.kind !== "judged") throw new Error(`not judged: ${JSON.stringify(gated)}`);
  return { outcome: gated.check.outcome, merge: gated.merge, check: gated.check };
};

describe("WORK-1  a pull request is merged at Go and only at Go", () => {
  it("waits for approvals, then merges with the judged head and says so in the commit", async () => {
    const here = await ready();
    const number = await here.propose("promote/testers", planText({ standing: "testers" }));
    expect(await only(here)).toMatchObject({ outcome: "wait", merge: { kind: "kept" } });

    await here.approve(number, "rlindqvist");
    expect(await only(here)).toMatchObject({ outcome: "pass", merge: { kind: "merged" } });
    expect(here.repository.git("show", "-s", "--format=%B", "main")).toContain("product by rlindqvist");
    expect(await gatePass(here.ports())).toEqual([]);
  });

  it.each([
    [
      "merging is left to people",
      { settings: settings.replace("automatic: true", "automatic: false") },
      {},
      "automatic",
    ],
    ["it changes other files too", {}, { "docs/note.md": "hello" }, "not a Go"],
  ])("keeps it where %s", async (_, over, files, why) => {
    const here = await ready(over);
    const number = await here.propose("promote/testers", planText({ standing: "testers" }), files);
    await here.approve(number, "rlindqvist");
    const { merge } = await only(here);
    expect(merge).toMatchObject({ kind: "kept", why: expect.stringContaining(why) });
    const { comment } = (await here.forge.reported(number))!;
    if (why === "automatic")
      expect(comment).toContain("a person merges it while this says Go, because `merge.automatic`");
    else expect(comment).not.toContain("What happens next");
  });

  it("leaves to a person what carries other files than plans, though it is a Go", async () => {
    const here = await ready();
    const number = await here.propose("edit", planText({ max: 0.005 }), { "docs/note.md": "hello" });
    await here.approve(number, "rlindqvist");
    const why = expect.stringContaining("also changes docs/note.md");
    expect(await only(here)).toMatchObject({ outcome: "pass", merge: { kind: "kept", why } });
  });

  it("leaves pull requests that touch no plan alone", async () => {
    const here = await ready();
    here.repository.commit({ "src/x.ts": "1" }, { on: "feature", from: "main" });
    const number = await here.forge.open({ branch: "feature", title: "x", body: "", requestedBy: null });
    expect((await gatePass(here.ports())).map(({ kind }) => kind)).toEqual(["not-ours"]);
    expect(await here.forge.reported(number)).toBeNull();
  });
});

describe("WORK-2  a pass that finds nothing new changes nothing", () => {
  it("writes no comment, no commit and no store twice", async () => {
    const here = await ready();
    const number = await here.propose("promote/testers", planText({ standing: "testers" }));
    await gatePass(here.ports());
    const before = here.repository.git("for-each-ref");
    here.happened.length = 0;
    await gatePass(here.ports());
    await syncPass(here.ports());
    expect(here.repository.git("for-each-ref")).toBe(before);
    expect(here.happened).toEqual([]);
    expect(await here.forge.reported(number)).toMatchObject({ outcome: "wait" });
  });
});

describe("WORK-3  a pull request never loosens its own gate", () => {
  it("is judged by the settings of the base branch", async () => {
    const here = await ready();
    const own = settings.replace('product: ["@rlindqvist"]', 'product: ["@friend"]');
    const number = await here.propose("own", planText({ standing: "testers" }), { ".github/flaghoist.yaml": own });
    await here.approve(number, "friend");
    expect((await only(here)).outcome).toBe("fail");
  });

  it("is judged by the plan of the base branch as it is now, not as it was when the branch left it", async () => {
    const here = await ready();
    const number = await here.propose("promote/testers", planText({ standing: "testers" }));
    await here.approve(number, "rlindqvist");
    here.plan(planText({ max: 0.005 }));
    const { outcome, check } = await only(here);
    expect(outcome).toBe("fail");
    expect(check.judged[0]!.verdict.findings[0]!.reason).toBe("move.diverged");
  });

  it("stays Go where the base branch moved on elsewhere", async () => {
    const here = await ready();
    const number = await here.propose("promote/testers", planText({ standing: "testers" }));
    await here.approve(number, "rlindqvist");
    here.plan(planText({ key: "other" }), "other");
    expect(await only(here)).toMatchObject({ outcome: "pass", merge: { kind: "merged" } });
  });

  it("cannot take a flag key from a plan that already has it", async () => {
    const here = await ready();
    const text = planText({ key: "download" });
    await here.propose("thief", planText({}), { "flags/thief.yaml": text });
    const { outcome, check } = await only(here);
    expect(outcome).toBe("fail");
    expect(check.diagnostics.map(({ diagnostic }) => diagnostic.rule)).toContain("flag-in-two-plans");
  });

  it("nor one that main gave to another plan after the branch had left it; one that main took back is free", async () => {
    const here = await ready();
    const text = planText({ key: "shared" });
    await here.propose("late", planText({}), { "flags/late.yaml": text });
    here.plan(text, "early");
    const { outcome, check } = await only(here);
    expect(outcome).toBe("fail");
    expect(check.diagnostics.map(({ diagnostic }) => diagnostic.rule)).toContain("flag-in-two-plans");
    here.repository.commit({ "flags/early.yaml": null }, { at: here.at.toISO()! });
    expect((await only(here)).outcome).toBe("wait");
  });

  it("says what is wrong with broken files, and judges nothing by them", async () => {
    const here = await ready();
    const number = await here.propose("broken", planText({ standing: "testers" }).replace("owner:", "ownr:"));
    expect((await only(here)).outcome).toBe("fail");
    expect((await here.forge.reported(number))!.comment).toContain("did you mean");
  });
});
