import { readFileSync } from "node:fs";
import { join } from "node:path";
import { init } from "@launchdarkly/node-server-sdk";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { cohortNamed } from "../../scripts/cohort/cohorts.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { ladder } from "../../scripts/flag/ladder.ts";
import type { Secrets } from "../../scripts/flag/secrets.ts";
import { wantedAt } from "../../scripts/flag/wanted.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { launchDarklyStore } from "../../scripts/stores/launchdarkly.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { napping } from "../http/clock.ts";
import { type LaunchDarklyFake, startLaunchDarklyFake } from "./fakes/launchdarkly.ts";

const people = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);
const named = ["User;7", "User;8", "User;9"];

let fake: LaunchDarklyFake;
let store: Store;
beforeEach(async () => {
  fake = await startLaunchDarklyFake();
  const settings = { url: fake.url, token: "T", project: "default", environment: "production" } as const;
  store = launchDarklyStore({ kind: "launchdarkly", ...settings }, () => "token", { clock: napping() });
});
afterEach(() => fake.close());

/** LaunchDarkly's own server SDK, polling what the store holds now; `codeDefault` is what the code says without it. */
async function ask<T>(
  does: (on: (key: string, context: object, codeDefault?: boolean) => Promise<boolean>) => Promise<T>,
) {
  const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  const at = { baseUri: fake.url, streamUri: fake.url, eventsUri: fake.url };
  const options = { ...at, stream: false, sendEvents: false, diagnosticOptOut: true, logger: quiet };
  const client = init("sdk-production", options);
  await client.waitForInitialization({ timeout: 5 });
  try {
    return await does((key, context, codeDefault = false) =>
      client.boolVariation(key, { kind: "user", key: "nobody", ...context }, codeDefault),
    );
  } finally {
    client.close();
  }
}

async function whoSees(key: string) {
  return ask(async (on) => {
    const seen: string[] = [];
    for (const id of people) if (await on(key, { key: id })) seen.push(id);
    return { on: seen, keyless: await on(key, { kind: "organization", key: "acme" }) };
  });
}

async function put(key: string, wanted: Exposure): Promise<void> {
  const expected = runningOf((await store.read([key])).get(key)!);
  expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([{ status: "applied" }]);
}

/** Whom our own hash predicts, by the name the store gives it. */
async function predicted(key: string, wanted: Exposure): Promise<readonly string[]> {
  const hash = cohortNamed(runningOf((await store.read([key])).get(key)!)!.cohort!)!;
  return people.filter((id) => sees(hash, key, wanted, id));
}

it("LAUNCHDARKLY-40  from nobody to everyone the SDK agrees id by id with the hash, and nobody is ever lost", async () => {
  const rungs = [
    nobody,
    ...[0, 0.001, 0.5, 10, 12.5, 33.333, 50, 99.999].map((percent) => exposure(named, percent)),
    everyone,
  ];
  let before: readonly string[] = [];
  for (const wanted of rungs) {
    await put("rx_v2", wanted);
    const { on, keyless } = await whoSees("rx_v2");
    expect(on, `${wanted.percent} %`).toEqual(await predicted("rx_v2", wanted));
    expect(keyless).toBe(wanted.percent === 100);
    const still = new Set(on);
    expect(before.filter((id) => !still.has(id))).toEqual([]);
    before = on;
  }
  expect(before).toHaveLength(10_000);
  await put("rx_v2", exposure(named, 10));
  expect((await whoSees("rx_v2")).on).toEqual(await predicted("rx_v2", exposure(named, 10)));
  await put("rx_v2", nobody);
  expect((await whoSees("rx_v2")).on).toEqual([]);
}, 60_000);

it("LAUNCHDARKLY-41  a flag that people made, true listed first, is split the same way: callers without a key stay off", async () => {
  fake.add({ key: "rx_v2", variations: [{ value: true }, { value: false }] });
  await put("rx_v2", nobody);
  await put("rx_v2", exposure(named, 10));
  const { on, keyless } = await whoSees("rx_v2");
  expect(on).toEqual(await predicted("rx_v2", exposure(named, 10)));
  expect(keyless).toBe(false);
  // What LaunchDarkly makes of the same weights in the order of the variations.
  const [yes, no] = [fake.idOf("rx_v2", true), fake.idOf("rx_v2", false)];
  fake.hand("rx_v2", { kind: "updateFallthroughVariationOrRollout", rolloutWeights: { [yes]: 10_000, [no]: 90_000 } });
  const swapped = await whoSees("rx_v2");
  expect(swapped.keyless).toBe(true);
  expect(swapped.on.filter((id) => on.includes(id)).length).toBeLessThan(20);
  expect((await store.read(["rx_v2"])).get("rx_v2")).toMatchObject({
    running: { foreign: [expect.stringContaining("on before off")] },
  });
});

it("LAUNCHDARKLY-42  a person's emergency switch leaves nobody, named or not, and reads as nobody", async () => {
  await put("rx_v2", exposure(named, 50));
  fake.hand("rx_v2", { kind: "turnFlagOff" });
  expect((await whoSees("rx_v2")).on).toEqual([]);
  expect(runningOf((await store.read(["rx_v2"])).get("rx_v2")!)!.exposure).toEqual(nobody);
});

it("LAUNCHDARKLY-43  nobody stays nobody when somebody turns targeting on by hand", async () => {
  await put("rx_v2", exposure(named, 50));
  await put("rx_v2", nobody);
  fake.hand("rx_v2", { kind: "turnFlagOn" });
  expect((await whoSees("rx_v2")).on).toEqual([]);
});

it("LAUNCHDARKLY-44  another salt selects other people, and the name of the hash says so", async () => {
  await put("rx_v2", exposure([], 10));
  const [was, cohort] = [await whoSees("rx_v2"), runningOf((await store.read(["rx_v2"])).get("rx_v2")!)!.cohort];
  fake.flags.get("rx_v2")!.environments.production!.salt = "another";
  const now = await whoSees("rx_v2");
  expect(now.on.filter((id) => was.on.includes(id)).length).toBeLessThan(200);
  expect(now.on).toEqual(await predicted("rx_v2", exposure([], 10)));
  expect(runningOf((await store.read(["rx_v2"])).get("rx_v2")!)!.cohort).toBe("ld-sha1/another");
  expect(cohort).not.toBe("ld-sha1/another");
});

it.each([
  [1, 118],
  [10, 1013],
  [50, 4944],
])(
  "LAUNCHDARKLY-47  the SDK itself gives the numbers the hash is held to: %d %% of form_1095b is %d",
  async (percent, count) => {
    await put("form_1095b", nobody);
    fake.flags.get("form_1095b")!.environments.production!.salt = "5c3a9be1f0d24c77";
    await put("form_1095b", exposure([], percent));
    expect((await whoSees("form_1095b")).on).toHaveLength(count);
  },
);

it("LAUNCHDARKLY-45  ids beyond ASCII are named and hashed as UTF-8", async () => {
  const ids = ["josé", "用户-1", "🙂", "naïve ü", ...Array.from({ length: 200 }, (_, index) => `ü${index}`)];
  const wanted = exposure(["josé", "🙂"], 50);
  await put("form_1095b", wanted);
  const hash = cohortNamed(runningOf((await store.read(["form_1095b"])).get("form_1095b")!)!.cohort!)!;
  await ask(async (on) => {
    for (const id of ids) expect(await on("form_1095b", { key: id }), id).toBe(sees(hash, "form_1095b", wanted, id));
  });
});

it("LAUNCHDARKLY-46  the sample plan from planned to retired: at every standing the SDK shows it to whom the plan says", async () => {
  const plan = samplePlan();
  const [{ key } = { key: "" }] = plan.flags;
  let before: readonly string[] = [];
  for (const standing of ladder(plan)) {
    const found = wantedAt({ ...plan, standing }, standing, "production", { secrets, held: null });
    const wanted = found.ok ? found.wanted : [];
    const context = { commit: `commit-of-${standing}`, at: "2025-03-12T13:00:00.000Z", cohort: "ld-sha1" };
    const steps = async () => reconcile(wanted, await store.read([key]), context);
    const writes = (await steps()).flatMap((step) => ("write" in step ? [step.write] : []));
    expect(await store.write(writes), standing).toMatchObject([{ status: "applied" }]);
    expect(await steps()).toMatchObject([{ kind: "in-step" }]);
    const { on, keyless } = await whoSees(key);
    const says = wanted[0]!.exposure;
    expect(on, standing).toEqual(says === null ? [] : await predicted(key, says));
    expect(keyless).toBe(says?.percent === 100);
    const still = new Set(on);
    if (says !== null) expect(before.filter((id) => !still.has(id))).toEqual([]);
    before = on;
  }
  expect(await store.keys()).toEqual([]);
  await ask(async (on) => expect(await on(key, { key: "User;1" }, true), "gone: the code's own default").toBe(true));
}, 60_000);

const secrets: Secrets = (name) =>
  ({ UAT_ADA_REYES: "User;3001", UAT_SAM_OKAFOR: "User;3002", UAT_LEE_NOVAK: "User;3003" })[name];

function samplePlan() {
  const file = "flags/form1095b.yaml";
  const text = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
  const loaded = loadPlan({ file, text }, { environment: "production" });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.loaded.value;
}
