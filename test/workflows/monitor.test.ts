import { describe, expect, it } from "vitest";
import { nobody } from "../../scripts/flag/exposure.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, type Town, town } from "./town.ts";

/** A plan standing in canary since 10:00 local; `hours` later the numbers say what they say. */
async function canary(bad: number, total: number, hours = 30) {
  const here = await town();
  here.plan(planText({ standing: "canary" }));
  await syncPass(here.ports());
  here.at = here.at.plus({ hours });
  here.answers.set("bad", number(bad)).set("total", number(total));
  here.happened.length = 0;
  return here;
}

const exposureOf = (here: Town) => {
  const reading = here.flags.get("download");
  return reading?.kind === "running" ? reading.running.exposure : null;
};
const planOnMain = (here: Town) => here.repository.git("show", "main:flags/download.yaml");

describe("MON-1  a failing criterion takes the flag down", () => {
  it("the store first, then the commit, then people are told", async () => {
    const here = await canary(40, 500);
    const [watched] = await monitorPass(here.ports());
    expect(watched).toMatchObject({ kind: "reverted", reverted: { from: "canary", to: "planned", hold: null } });
    expect(here.happened).toEqual(["store download", "commit main"]);
    expect(exposureOf(here)).toEqual(nobody);
    expect(planOnMain(here)).toContain("standing: planned");
    expect(planOnMain(here)).toMatch(/because: .*40 of 500/);
    expect(here.notices.map(({ plan }) => plan)).toEqual(["download"]);
  });

  it("once: the next pass finds a plan that stands nowhere, and sync does not raise it", async () => {
    const here = await canary(40, 500);
    await monitorPass(here.ports());
    const main = here.repository.git("rev-parse", "main");
    expect(await monitorPass(here.ports())).toEqual([]);
    await syncPass(here.ports());
    expect(here.repository.git("rev-parse", "main")).toBe(main);
    expect(exposureOf(here)).toEqual(nobody);
  });

  it("holds the plan with one issue where the commit cannot be made, and takes the store down all the same", async () => {
    const here = await canary(40, 500);
    const refused = { commit: async () => ({ kind: "refused" as const, why: "the branch is protected" }) };
    for (const _ of [1, 2]) {
      const [watched] = await monitorPass(here.ports(refused));
      expect(watched).toMatchObject({ kind: "reverted", reverted: { hold: expect.any(String) } });
    }
    expect(await here.forge.issues("flaghoist-hold")).toHaveLength(1);
    expect(exposureOf(here)).toEqual(nobody);

    here.answers.set("bad", number(0));
    await syncPass(here.ports(refused));
    expect(exposureOf(here), "main still says canary").toEqual(nobody);
  });
});

describe("MON-2  nothing but a failure takes a flag down", () => {
  it.each([
    ["inside the objective", () => number(2), () => number(500), "proposed"],
    ["above it but not shown", () => number(6), () => number(500), "watching"],
    ["no data", () => ({ kind: "no-data", why: "empty" }) as const, () => number(0), "watching"],
    [
      "an outage of the provider",
      () => ({ kind: "error", reason: "timeout", why: "10 s" }) as const,
      () => number(500),
      "watching",
    ],
  ])("%s", async (_, bad, total, kind) => {
    const here = await canary(0, 0);
    here.answers.set("bad", bad()).set("total", total());
    const [watched] = await monitorPass(here.ports());
    expect(watched!.kind).toBe(kind);
    expect(planOnMain(here)).toContain("standing: canary");
    expect(exposureOf(here)!.percent).toBe(10);
  });
});

describe("MON-3  a stage whose own gates pass is proposed for promotion", () => {
  it("as one pull request with the measurements filled in, opened once", async () => {
    const here = await canary(2, 500);
    await monitorPass(here.ports());
    await monitorPass(here.ports());
    const pulls = await here.forge.pullRequests();
    expect(pulls).toHaveLength(1);
    const text = here.repository.git("show", `${pulls[0]!.head}:flags/download.yaml`);
    expect(text).toContain("standing: full");
    expect(text).toMatch(/measured: .*errors: .*k: 2, "n": 500,.*outcome: pass/);
  });

  it("not while a store shows it to others than main says", async () => {
    const here = await canary(2, 500);
    const reading = here.flags.get("download")!;
    if (reading.kind !== "running") throw new Error("not there");
    here.flags.set("download", { kind: "running", running: { ...reading.running, exposure: nobody } });
    expect((await monitorPass(here.ports()))[0]!.kind).toBe("watching");
    expect(await here.forge.pullRequests()).toEqual([]);
  });

  it("not before its soak is over", async () => {
    const here = await canary(2, 500, 5);
    const [watched] = await monitorPass(here.ports());
    expect(watched!.kind).toBe("watching");
    expect(await here.forge.pullRequests()).toEqual([]);
  });
});

describe("MON-4  one broken thing never stops the others", () => {
  it("a plan that does not load is reported and the next one is reverted", async () => {
    const here = await canary(40, 500);
    here.plan("title: [", "a-broken-one");
    const kinds = (await monitorPass(here.ports())).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["failed", "reverted"]);
  });

  it("two plans that fail at once are both reverted", async () => {
    const here = await canary(40, 500);
    here.at = here.at.minus({ hours: 30 });
    here.plan(planText({ standing: "canary", key: "other" }), "other");
    await syncPass(here.ports());
    here.at = here.at.plus({ hours: 30 });
    const watched = await monitorPass(here.ports());
    expect(watched.map(({ kind }) => kind)).toEqual(["reverted", "reverted"]);
    expect(here.repository.git("show", "main:flags/other.yaml")).toContain("standing: planned");
    expect(planOnMain(here)).toContain("standing: planned");
  });
});
