import { describe, expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, town } from "./town.ts";

/** Down only one stage at a time, and criteria asked in both stages it may stand in. */
const steps = (standing: string) =>
  planText({ standing })
    .replace("Take it down.,", "Take it down., to: previous,")
    .replace("{ percent: 100 }", "{ percent: 50 }");

async function standingIn(standing: string, text = steps) {
  const here = await town();
  here.plan(text(standing));
  await syncPass(here.ports());
  return here;
}

describe("MON-8  a failure is judged on what was seen since the stage was entered", () => {
  it("what failed before says nothing: right after the revert nothing is reverted again, later evidence may", async () => {
    const here = await standingIn("full");
    here.answers.set("bad", number(40)).set("total", number(500));
    here.at = here.at.plus({ hours: 30 });
    expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "reverted", reverted: { to: "canary" } });

    here.at = here.at.plus({ minutes: 10 });
    const [fresh] = await monitorPass(here.ports());
    expect(fresh).toMatchObject({ kind: "watching", standing: "canary" });
    expect(fresh?.kind === "watching" && fresh.verdict.findings.map(({ reason }) => reason)).toContain(
      "criteria.fresh",
    );

    here.at = here.at.plus({ hours: 5 });
    expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "reverted", reverted: { to: "testers" } });
    expect(here.repository.git("show", "main:flags/download.yaml").match(/because:/g)).toHaveLength(2);
  });

  it("a revert is never undone: however good the numbers, nothing is proposed until a person resolves it", async () => {
    const here = await standingIn("full");
    here.answers.set("bad", number(40)).set("total", number(500));
    here.at = here.at.plus({ hours: 30 });
    await monitorPass(here.ports());
    here.answers.set("bad", number(0)).set("total", number(5000));
    for (const _ of [1, 2, 3]) {
      here.at = here.at.plus({ days: 3 });
      expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "watching", standing: "canary" });
      await syncPass(here.ports());
    }
    expect(await here.forge.pullRequests()).toEqual([]);
    expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 10 } } });
  });
});

describe("MON-9  it keeps watching while a promotion waits for approval", () => {
  it("reverts, and the promotion that was Go but for its approval is refused", async () => {
    const here = await standingIn("canary", (standing) => planText({ standing, results: "1180" }));
    here.at = here.at.plus({ hours: 30 });
    here.answers.set("bad", number(2)).set("total", number(500));
    expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "proposed", proposed: { to: "full" } });
    const [waits] = await gatePass(here.ports());
    expect(waits).toMatchObject({ kind: "judged", check: { outcome: "wait" } });

    here.at = here.at.plus({ hours: 1 });
    here.answers.set("bad", number(60)).set("total", number(520));
    expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "reverted" });
    const [pull] = await here.forge.pullRequests();
    await here.approve(pull!.number, "rlindqvist");
    const [refused] = await gatePass(here.ports());
    expect(refused).toMatchObject({ kind: "judged", check: { outcome: "fail" }, merge: { kind: "kept" } });
    expect(here.repository.git("show", "main:flags/download.yaml")).toContain("standing: planned");
  });
});
