import { describe, expect, it } from "vitest";
import { everyone } from "../../scripts/flag/exposure.ts";
import { runtimeBranch } from "../../scripts/forge/forge.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { canary, records, soakOf, withStore } from "./recorded.ts";
import { planText, town } from "./town.ts";

describe("DEPLOY-1  what was applied, from which commit, and when it was verified", () => {
  it("is recorded once, on a branch that is no pull request", async () => {
    const here = await canary();
    const main = here.repository.git("rev-parse", "main").trim();
    expect(await records(here)).toMatchObject([
      {
        ...{ environment: "production", store: "production", key: "download", plan: "download", standing: "canary" },
        ...{ exposure: { percent: 10, actors: 1 }, commit: main, cohort: "flagd-murmur3-v2" },
        verifiedAt: here.at.toUTC().toISO(),
      },
    ]);
    here.at = here.at.plus({ hours: 1 });
    await syncPass(here.ports());
    expect(here.repository.git("rev-list", "--count", `main..${runtimeBranch}`).trim()).toBe("1");
    expect(await here.forge.pullRequests()).toEqual([]);
  });

  it("names nobody", async () => {
    const here = await canary();
    expect(here.repository.git("show", `${runtimeBranch}:deployments.json`)).not.toMatch(/id-of|ADA|Ada/);
  });

  it("goes when the flag goes", async () => {
    const here = await canary();
    here.plan(planText({ standing: "retired" }));
    await syncPass(here.ports());
    expect(await records(here)).toEqual([]);
  });
});

describe("DEPLOY-2  a soak begins when the store was verified, not when the commit was made", () => {
  it("counts from the sync", async () => {
    const here = await canary();
    here.at = here.at.plus({ hours: 23 });
    expect(await soakOf(here)).toMatchObject([{ outcome: "wait", reason: "soak.not-elapsed" }]);
    here.at = here.at.plus({ hours: 1 });
    expect(await soakOf(here)).toMatchObject([{ outcome: "pass" }]);
  });

  it("has not begun before the first sync, nor where the record cannot be read", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    here.at = here.at.plus({ days: 3 });
    expect(await soakOf(here)).toMatchObject([{ outcome: "wait", reason: "soak.not-verified" }]);
    await syncPass(here.ports());
    here.at = here.at.plus({ days: 3 });
    expect(await soakOf(here)).toMatchObject([{ outcome: "pass" }]);
    const [tip] = [here.repository.git("rev-parse", runtimeBranch).trim()];
    const files = [{ path: "deployments.json", text: "{" }];
    await here.forge.commit({ branch: runtimeBranch, expected: tip, from: tip, files, message: "x", at: here.at });
    expect(await soakOf(here)).toMatchObject([
      { outcome: "wait", reason: "soak.not-verified", because: expect.stringContaining("is not JSON") },
    ]);
    expect((await syncPass(here.ports())).unrecorded).toContain("is not JSON");
  });
});

describe("DEPLOY-4  a flag that somebody removed by hand", () => {
  it("is not made again: git is brought in line, once", async () => {
    const here = await canary();
    here.flags.delete("download");
    const pass = await syncPass(here.ports());
    expect(pass).toMatchObject({ outcome: "drift", reverts: [{ plan: "download" }] });
    expect(here.flags.has("download")).toBe(false);
    expect((await syncPass(here.ports())).reverts).toEqual([]);
  });

  it("is made anew once the plan was reverted and is promoted again", async () => {
    const here = await canary();
    here.flags.delete("download");
    here.plan(planText({ standing: "planned" }));
    await syncPass(here.ports());
    here.plan(planText({ standing: "canary" }));
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 10 } } });
  });
});

it("DEPLOY-10  what a hand raised and we took down is verified anew, and its soak begins again", async () => {
  const here = await canary();
  const reading = here.flags.get("download")!;
  if (reading.kind !== "running") throw new Error("not there");
  here.flags.set("download", { kind: "running", running: { ...reading.running, exposure: everyone } });
  here.at = here.at.plus({ hours: 30 });
  const asked: string[] = [];
  const evaluate: Store["evaluate"] = async (callers) => {
    asked.push(...callers.keys());
    return new Map([...callers].map(([key]) => [key, { kind: "unknown", why: "HTTP 503" }]));
  };
  expect((await syncPass(withStore(here.ports(), { ...here.store, evaluate }))).outcome).toBe("failed");
  expect(asked).toEqual(["download"]);
  here.at = here.at.plus({ minutes: 15 });
  expect((await syncPass(here.ports())).outcome).toBe("done");
  expect(await records(here)).toMatchObject([{ verifiedAt: here.at.toUTC().toISO() }]);
  expect(await soakOf(here)).toMatchObject([{ outcome: "wait", reason: "soak.not-elapsed" }]);
});

it("DEPLOY-5  who changed it by hand is named where the store says so, and a log that fails names nobody", async () => {
  const here = await canary();
  here.flags.set("download", { ...here.flags.get("download")! });
  const reading = here.flags.get("download")!;
  if (reading.kind !== "running") throw new Error("not there");
  here.flags.set("download", {
    kind: "running",
    running: { ...reading.running, exposure: { actors: [], percent: 80 } },
  });
  const change = { who: "ops@example.gov", at: "2025-03-10T15:00:00Z", what: "feature-strategy-update" };
  const named = await syncPass(withStore(here.ports(), { ...here.store, lastChange: async () => change }));
  expect(named.stores[0]!.changes).toEqual(new Map([["download", change]]));
  here.flags.delete("download");
  const failing = { ...here.store, lastChange: () => Promise.reject(new Error("403")) };
  expect((await syncPass(withStore(here.ports(), failing))).stores[0]!.changes).toEqual(new Map());
});
