import { describe, expect, it } from "vitest";
import type { Evaluated, Store } from "../../scripts/stores/store.ts";
import { driftOf } from "../../scripts/workflows/drift.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { status } from "../../scripts/workflows/status.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { canary, records, soakOf, withStore } from "./recorded.ts";
import { planText, settings, type Town, town } from "./town.ts";

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
