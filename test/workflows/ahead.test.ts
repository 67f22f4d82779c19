import { describe, expect, it } from "vitest";
import { syncText } from "../../scripts/report/terminal.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, type Town, town } from "./town.ts";

const percentOf = (here: Town) => {
  const reading = here.flags.get("download");
  return reading?.kind === "running" ? reading.running.exposure.percent : null;
};

/** A plan that stands in canary, is shown to 10 %, and has been failing for 30 hours. */
async function failing() {
  const here = await town();
  here.plan(planText({}));
  here.plan(planText({ standing: "canary" }));
  await syncPass(here.ports());
  here.at = here.at.plus({ hours: 30 });
  here.answers.set("bad", number(40)).set("total", number(500));
  return here;
}

const gone = async () => Promise.reject(new Error("ECONNRESET"));
const reverts = "[{ from: canary, at: 2025-03-11T20:00:00Z, because: bad, evidence: ~, resolved: mended }]";

describe("AHEAD-1  a revert that ended after the stores and before its commit", () => {
  it("is not undone by the next sync, which says what is missing; the next pass of the monitor finishes it", async () => {
    const here = await failing();
    await monitorPass(here.ports({ commit: gone, raiseIssue: gone }));
    const pass = await syncPass(here.ports());
    expect([percentOf(here), pass.outcome]).toEqual([0, "drift"]);
    expect(syncText(pass, { columns: 400, colour: false })).toContain(
      "a revert took it down to planned at 2025-03-11T20:00:00.000Z, and main does not say so yet: revert download with a pull request, or set the store back by hand",
    );
    expect((await monitorPass(here.ports()))[0]).toMatchObject({ kind: "reverted", reverted: { to: "planned" } });
    expect((await syncPass(here.ports())).outcome).toBe("done");
  });

  it("is not undone by a sync that reads main before the commit and the stores after they were lowered", async () => {
    const here = await failing();
    const old = await here.forge.repository.commit("main");
    const commit = async (ref: string) => (ref === "main" ? old : here.forge.repository.commit(ref));
    await monitorPass(here.ports());
    const pass = await syncPass(here.ports({ repository: { ...here.forge.repository, commit } }));
    expect([percentOf(here), pass.stores[0]!.steps[0]!.kind]).toEqual([0, "held"]);
  });

  it("is not what a write that ended half-way looks like: its record is of its stage, and it is gone on with", async () => {
    const here = await failing();
    const reading = here.flags.get("download");
    if (reading?.kind !== "running") throw new Error("the flag is not there");
    const { applied } = reading.running;
    const half = { ...reading.running, applied: { ...applied!, standing: `${applied!.standing}, interrupted` } };
    here.flags.set("download", { kind: "running", running: half });
    here.plan(planText({ standing: "full" }));
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(percentOf(here)).toBe(100);
  });

  it("does not keep the plan down once main said so, and rose again", async () => {
    const here = await failing();
    await monitorPass(here.ports());
    here.at = here.at.plus({ hours: 1 });
    here.plan(planText({ standing: "canary", reverts }));
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(percentOf(here)).toBe(10);
  });
});

describe("AHEAD-2  a store that was last written from a main that is not known here", () => {
  it("is not raised by an older word, as from a clone that nobody fetched", async () => {
    const here = await failing();
    const old = here.repository.git("rev-parse", "main").trim();
    here.plan(planText({ standing: "planned", reverts: reverts.replace("mended", "~") }));
    await syncPass(here.ports());
    here.repository.git("branch", "--force", "old", old);
    const stale = await syncPass({ ...here.ports(), forge: { ...here.ports().forge, baseBranch: "old" } });
    expect(percentOf(here)).toBe(0);
    expect(stale.stores[0]!.steps).toMatchObject([
      { kind: "held", why: expect.stringContaining("which old does not have here: fetch old and sync again") },
    ]);
  });

  it.each(["main", "--all", "", "0".repeat(40)])(
    "a record that names %j names no commit: it is lowered, and not raised",
    async (commit) => {
      const here = await failing();
      const reading = here.flags.get("download")!;
      if (reading.kind !== "running") throw new Error("not there");
      const applied = { ...reading.running.applied!, commit };
      here.flags.set("download", { kind: "running", running: { ...reading.running, applied } });
      here.plan(planText({ standing: "full" }));
      expect((await syncPass(here.ports())).stores[0]!.steps).toMatchObject([{ kind: "held" }]);
      here.plan(planText({ standing: "planned" }));
      expect((await syncPass(here.ports())).stores[0]!.results).toMatchObject([{ status: "applied" }]);
    },
  );
});
