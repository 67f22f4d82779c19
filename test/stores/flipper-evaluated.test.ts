import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { flipperCrc32 } from "../../scripts/cohort/flipper.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import type { Secrets } from "../../scripts/flag/secrets.ts";
import { wantedAt } from "../../scripts/flag/wanted.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import {
  type FlipperDatabases,
  type RubyFlipper,
  startFlipperDatabases,
  startRubyFlipper,
} from "../services/flipper.ts";
import { requireService } from "../services/require.ts";

const people = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);
const named = ["User;7", "User;8"];
const here = ["postgresql-15", "ruby", "ruby-flipper", "ruby-activerecord", "ruby-pg"].every((name) =>
  requireService(name),
);

describe.skipIf(!here)("Ruby Flipper reads what the store wrote", () => {
  let databases: FlipperDatabases;
  let ruby: RubyFlipper;
  let url: string;
  let store: Store;
  beforeAll(async () => {
    databases = await startFlipperDatabases();
    ruby = startRubyFlipper();
  });
  afterAll(async () => {
    await ruby.stop();
    await databases.server.stop();
  });
  beforeEach(async () => {
    url = await databases.fresh();
    store = flipperSqlStore(
      "DATABASE_URL",
      databaseIn("DATABASE_URL", () => url),
    );
  });

  async function put(key: string, wanted: Exposure): Promise<void> {
    const expected = runningOf((await store.read([key])).get(key)!);
    expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([{ status: "applied" }]);
  }

  it.each`
    key               | wanted                        | count
    ${"va_node_flag"} | ${exposure(named, 0)}         | ${2}
    ${"va_node_flag"} | ${exposure(named, 10)}        | ${949}
    ${"va_node_flag"} | ${exposure(["User;7"], 12.5)} | ${1159}
    ${"va_node_flag"} | ${exposure(named, 50)}        | ${4935}
    ${"va_node_flag"} | ${everyone}                   | ${10_000}
    ${"va_node_flag"} | ${nobody}                     | ${0}
    ${"form_1095b"}   | ${exposure([], 10)}           | ${916}
  `("FLIPPER-20  $key: $count of 10,000 have it on, those whom the hash predicts", async ({ key, wanted, count }) => {
    await put(key, wanted);
    const { on, keyless } = await ruby.ask(url, key, people);
    expect(on).toEqual(people.filter((id) => sees(flipperCrc32, key, wanted, id)));
    expect([on.length, keyless]).toEqual([count, wanted.percent === 100]);
  });

  it("FLIPPER-21  from nobody to everyone nobody is ever lost, and back again those go who came last", async () => {
    const key = "form1095b_download";
    const rungs = [
      nobody,
      ...[0, 0.001, 0.5, 10, 12.5, 33.333, 50, 99.999].map((percent) => exposure(named, percent)),
      everyone,
    ];
    let before: readonly string[] = [];
    for (const wanted of rungs) {
      await put(key, wanted);
      const { on } = await ruby.ask(url, key, people);
      expect(on).toEqual(people.filter((id) => sees(flipperCrc32, key, wanted, id)));
      const still = new Set(on);
      expect(before.filter((id) => !still.has(id))).toEqual([]);
      before = on;
    }
    await put(key, exposure(named, 10));
    const { on, keyless } = await ruby.ask(url, key, people);
    expect(on).toEqual(people.filter((id) => sees(flipperCrc32, key, exposure(named, 10), id)));
    expect(keyless).toBe(false);
  }, 120_000);

  it("FLIPPER-22  an actor dropped while the percent rises loses the flag, unless the percent has them anyway", async () => {
    await put("va_node_flag", exposure(named, 10));
    await put("va_node_flag", exposure(["User;7"], 12.5));
    const { on } = await ruby.ask(url, "va_node_flag", named);
    expect(on).toEqual(["User;7"]);
  });

  it("FLIPPER-23  ids beyond ASCII are named and hashed as UTF-8", async () => {
    const ids = ["josé", "用户-1", "🙂", "naïve ü", ...Array.from({ length: 200 }, (_, index) => `ü${index}`)];
    for (const wanted of [exposure(["josé", "🙂"], 0), exposure(["josé"], 50)]) {
      await put("form_1095b", wanted);
      expect((await ruby.ask(url, "form_1095b", ids)).on).toEqual(
        ids.filter((id) => sees(flipperCrc32, "form_1095b", wanted, id)),
      );
    }
  });

  it("FLIPPER-25  a revert from everyone to the canary writes percent and actors anew from the plan", async () => {
    const plan = samplePlan();
    for (const standing of ["uat", "canary", "half", "full", "canary"]) await reconcileOnce(plan, standing);
    const [{ key, exposure: wanted } = { key: "", exposure: null }] = wantedOf(plan, "canary");
    expect(wanted).toEqual(exposure(["User;3001", "User;3002", "User;3003"], 10));
    expect((await ruby.ask(url, key, people)).on).toEqual(people.filter((id) => sees(flipperCrc32, key, wanted!, id)));
  });

  it("FLIPPER-26  a process with Flipper's cache sees a write when the cache expires, not before", async () => {
    await put("va_node_flag", exposure(named, 0));
    expect((await ruby.ask(url, "va_node_flag", named, 2)).on).toEqual(named);
    await put("va_node_flag", nobody);
    expect((await ruby.ask(url, "va_node_flag", named, 2)).on).toEqual(named);
    await expect.poll(async () => (await ruby.ask(url, "va_node_flag", named, 2)).on, { timeout: 5000 }).toEqual([]);
  });

  const secrets: Secrets = (name) =>
    ({ UAT_ADA_REYES: "User;3001", UAT_SAM_OKAFOR: "User;3002", UAT_LEE_NOVAK: "User;3003" })[name];

  function wantedOf(plan: ReleasePlan, standing: string) {
    const found = wantedAt(plan, standing, "production", { secrets, held: null });
    return found.ok ? found.wanted : [];
  }

  /** One sync, which writes; and another, which has nothing left to write. */
  async function reconcileOnce(plan: ReleasePlan, standing: string): Promise<void> {
    const wanted = wantedOf(plan, standing);
    const context = {
      commit: `commit-of-${standing}`,
      at: "2025-03-12T13:00:00.000Z",
      cohort: store.capabilities.cohort,
    };
    const steps = async () => reconcile(wanted, await store.read(wanted.map(({ key }) => key)), context);
    const writes = (await steps()).flatMap((step) => ("write" in step ? [step.write] : []));
    expect(writes).toHaveLength(1);
    expect(await store.write(writes)).toMatchObject([{ status: "applied" }]);
    expect(await steps()).toMatchObject([{ kind: "in-step" }]);
  }
});

function samplePlan(): ReleasePlan {
  const file = "flags/form1095b.yaml";
  const text = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
  const loaded = loadPlan({ file, text }, { environment: "production" });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.loaded.value;
}
