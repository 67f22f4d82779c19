import { describe, expect, it } from "vitest";
import { runtimeBranch } from "../../scripts/forge/forge.ts";
import type { Evaluated, Store } from "../../scripts/stores/store.ts";
import { readDeployments, recordsOf } from "../../scripts/workflows/deployments.ts";
import { driftOf } from "../../scripts/workflows/drift.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { status } from "../../scripts/workflows/status.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, settings, type Town, town } from "./town.ts";

const records = async (here: Town) => {
  const found = await readDeployments(recordsOf(here.ports()));
  if (found.kind === "unreadable") throw new Error(found.why);
  return found.deployments;
};
const soakOf = async (here: Town, ports = here.ports()) => {
  const [one] = (await status(ports, "download")).plans;
  return one!.next!.findings.filter(({ gate }) => gate === "soak");
};
const withStore = (ports: Ports, store: Store): Ports => ({ ...ports, openStore: () => store });

async function canary(over: Parameters<typeof town>[0] = {}) {
  const here = await town(over);
  here.plan(planText({ standing: "canary" }));
  here.at = here.at.plus({ hours: 2 });
  await syncPass(here.ports());
  return here;
}

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

describe("DEPLOY-3  a store that says it holds what it does not serve", () => {
  const lies = (here: Town, told: { on: boolean }): Ports => {
    const evaluate: NonNullable<Store["evaluate"]> = async (asked) =>
      new Map(
        [...asked].map(([key, callers]): [string, Evaluated] => [
          key,
          { kind: "answers", on: callers.map(() => told.on) },
        ]),
      );
    return withStore(here.ports(), { ...here.store, evaluate });
  };
  const everyone = planText({}).replace("exposure: { percent: 10 }", "exposure: { percent: 100 }");

  it("is not verified: within its propagation it settles, after it the sync fails, and no soak begins", async () => {
    const here = await town({ settings: settings.replace("PT0S", "PT10M") });
    here.plan(everyone.replace("standing: planned", "standing: canary"));
    const told = { on: false };
    const first = await syncPass(lies(here, told));
    expect(first.outcome).toBe("done");
    expect(first.stores[0]!.unconfirmed).toMatchObject([{ key: "download", settling: true }]);
    here.at = here.at.plus({ minutes: 11 });
    const second = await syncPass(lies(here, told));
    expect(second.outcome).toBe("failed");
    expect(second.stores[0]!.unconfirmed).toMatchObject([{ key: "download", settling: false }]);
    here.at = here.at.plus({ days: 3 });
    expect(await soakOf(here)).toMatchObject([{ outcome: "wait", reason: "soak.not-verified" }]);

    told.on = true;
    expect((await syncPass(lies(here, told))).outcome).toBe("done");
    expect(await records(here)).toMatchObject([{ verifiedAt: here.at.toUTC().toISO() }]);
    expect(await soakOf(here)).toMatchObject([{ outcome: "wait", reason: "soak.not-elapsed" }]);
  });
});

it("DEPLOY-6  drift tells a store that holds what main says and serves something else", async () => {
  const here = await canary();
  const ports = (on: boolean) => {
    const evaluate: NonNullable<Store["evaluate"]> = async (asked) =>
      new Map(
        [...asked].map(([key, callers]): [string, Evaluated] => [key, { kind: "answers", on: callers.map(() => on) }]),
      );
    return withStore(here.ports(), { ...here.store, evaluate });
  };
  const found = await driftOf(ports(true));
  expect(found.stores[0]!.steps).toMatchObject([{ kind: "in-step" }]);
  expect(found.stores[0]!.unconfirmed).toMatchObject([{ key: "download", settling: false }]);
  expect((await driftOf(here.ports())).stores[0]!.unconfirmed).toEqual([]);
  here.plan(planText({ standing: "planned" }));
  await syncPass(here.ports());
  expect((await driftOf(ports(true))).stores[0]!.unconfirmed).toEqual([]);
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

describe("DEPLOY-7  where the records cannot be written or read", () => {
  it("what was written to the stores stands, the sync says that it is not recorded, and the next one records it", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    const refusing = here.ports({ commit: async () => ({ kind: "refused", why: "the branch is protected" }) });
    const pass = await syncPass(refusing);
    expect(pass).toMatchObject({ outcome: "failed", unrecorded: expect.stringContaining("the branch is protected") });
    expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 10 } } });
    const written = here.at;
    here.at = here.at.plus({ hours: 5 });
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(await records(here)).toMatchObject([{ verifiedAt: written.toUTC().toISO() }]);
  });

  it("a flag that is missing is not made: nobody can tell whether somebody removed it", async () => {
    const here = await canary();
    here.flags.delete("download");
    const tip = here.repository.git("rev-parse", runtimeBranch).trim();
    const files = [{ path: "deployments.json", text: '{"version":2}' }];
    await here.forge.commit({ branch: runtimeBranch, expected: tip, from: tip, files, message: "x", at: here.at });
    const pass = await syncPass(here.ports());
    expect(pass.outcome).toBe("failed");
    expect(pass.stores[0]!.steps).toMatchObject([{ kind: "unknown", why: expect.stringContaining("is of version 2") }]);
    expect(here.flags.has("download")).toBe(false);
  });

  it("two syncs at once keep each other's records", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    const [one, two] = await Promise.all([syncPass(here.ports()), syncPass(here.ports())]);
    expect([one.unrecorded, two.unrecorded]).toEqual([null, null]);
    expect(await records(here)).toHaveLength(1);
  });
});

it("DEPLOY-8  what a store proved on its own evaluation when it was written is not asked again", async () => {
  const here = await town();
  here.plan(planText({ standing: "canary" }));
  const asked: string[] = [];
  const evaluate: NonNullable<Store["evaluate"]> = async (callers) => {
    asked.push(...callers.keys());
    return new Map();
  };
  const write: Store["write"] = async (writes) => {
    const results = await here.store.write(writes);
    return results.map(({ key, detail }) => ({ key, detail, status: "applied", served: true }));
  };
  await syncPass(withStore(here.ports(), { ...here.store, write, evaluate }));
  expect(asked).toEqual([]);
  expect(await records(here)).toMatchObject([{ verifiedAt: here.at.toUTC().toISO() }]);
  here.plan(planText({ standing: "full" }));
  await syncPass(withStore(here.ports(), { ...here.store, evaluate }));
  expect(asked).toEqual(["download"]);
});

it("DEPLOY-9  what the flag adds to its store's hash is recorded once it is seen, and the soak goes on", async () => {
  const here = await canary();
  const { verifiedAt } = (await records(here))[0]!;
  const salted = (salt: string): Store => ({
    ...here.store,
    read: async (keys) => {
      const readings = await here.store.read(keys);
      return new Map(
        [...readings].map(([key, one]) => [
          key,
          one.kind === "running" ? { ...one, running: { ...one.running, cohort: `flagd-murmur3-v2/${salt}` } } : one,
        ]),
      );
    },
  });
  here.at = here.at.plus({ hours: 1 });
  expect((await syncPass(withStore(here.ports(), salted("a")))).outcome).toBe("done");
  expect(await records(here)).toMatchObject([{ cohort: "flagd-murmur3-v2/a", verifiedAt }]);
  expect((await syncPass(withStore(here.ports(), salted("a")))).outcome).toBe("done");
  const moved = await syncPass(withStore(here.ports(), salted("b")));
  expect(moved.stores[0]!.steps).toMatchObject([{ kind: "unknown" }]);
  expect(await records(here)).toMatchObject([{ cohort: "flagd-murmur3-v2/a" }]);
  const [one] = (await status(withStore(here.ports(), salted("b")), "download")).plans;
  expect(one!.next!.findings).toContainEqual(expect.objectContaining({ reason: "cohort.other-hash", outcome: "fail" }));
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
