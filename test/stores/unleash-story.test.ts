import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { unleashMurmur3 } from "../../scripts/cohort/unleash.ts";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { ladder } from "../../scripts/flag/ladder.ts";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import type { Secrets } from "../../scripts/flag/secrets.ts";
import { wantedAt } from "../../scripts/flag/wanted.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { requireUnleash } from "../services/unleash.ts";
import { askSdk } from "../services/unleash-sdk.ts";
import { environment, useTown } from "./unleash/town.ts";

const people = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);
const named = ["User;7", "User;8"];

describe.skipIf(!requireUnleash())("unleash-client, on a real Unleash server that the store wrote", () => {
  const town = useTown();
  const ask = (key: string, ids: readonly string[] = people) => askSdk(town().server, key, ids);

  it("UNLEASH-70  the sample plan from planned to retired: at every standing whom the plan says, id by id, and nobody is lost", async () => {
    const plan = samplePlan();
    const [{ key } = { key: "" }] = plan.flags;
    let before: readonly string[] = [];
    for (const standing of ladder(plan)) {
      await reconcileOnce(plan, standing);
      const wanted = wantedOf(plan, standing)[0]!.exposure;
      const { on, keyless } = await ask(key);
      expect(on, standing).toEqual(people.filter((id) => wanted !== null && sees(unleashMurmur3, key, wanted, id)));
      expect(keyless, standing).toBe(wanted?.percent === 100);
      const still = new Set(on);
      if (wanted !== null)
        expect(
          before.filter((id) => !still.has(id)),
          standing,
        ).toEqual([]);
      before = on;
    }
    expect(await town().store.keys()).toEqual([]);
  }, 120_000);

  it("UNLEASH-71  from everyone back to the canary, then to nobody: those go who came last, then all", async () => {
    const plan = samplePlan();
    const [{ key } = { key: "" }] = plan.flags;
    for (const standing of ["uat", "canary", "half", "full", "canary"]) await reconcileOnce(plan, standing);
    const wanted = wantedOf(plan, "canary")[0]!.exposure!;
    expect(wanted).toEqual(exposure(["User;3001", "User;3002", "User;3003"], 10));
    const canary = await ask(key);
    expect(canary).toEqual({ on: people.filter((id) => sees(unleashMurmur3, key, wanted, id)), keyless: false });
    await reconcileOnce(plan, "planned");
    expect(await ask(key)).toEqual({ on: [], keyless: false });
    await town().admin("POST", `/projects/default/features/${key}/environments/${environment}/on`);
    expect(await ask(key), "somebody switches on what stands at nobody").toEqual({ on: [], keyless: false });
  }, 60_000);

  it.each`
    key             | wanted                 | count
    ${"rx_v2"}      | ${exposure(named, 0)}  | ${2}
    ${"rx_v2"}      | ${exposure(named, 10)} | ${979}
    ${"rx_v2"}      | ${exposure(named, 50)} | ${5035}
    ${"form_1095b"} | ${exposure([], 1)}     | ${94}
    ${"form_1095b"} | ${exposure([], 10)}    | ${962}
    ${"form_1095b"} | ${everyone}            | ${10_000}
    ${"form_1095b"} | ${nobody}              | ${0}
  `("UNLEASH-72  $key at $wanted: $count of 10,000, those whom the hash predicts", async ({ key, wanted, count }) => {
    await town().put(key, wanted);
    const { on, keyless } = await ask(key);
    expect(on).toEqual(people.filter((id) => sees(unleashMurmur3, key, wanted, id)));
    expect([on.length, keyless]).toEqual([count, wanted.percent === 100]);
  });

  it("UNLEASH-73  named actors beyond ASCII, with commas and of a hundred characters are named; variants change nobody's on", async () => {
    const odd = ["josé", "用户-1", "🙂", "a,b", "a b", "x".repeat(100)];
    await town().put("odd", exposure(odd, 0));
    expect((await ask("odd", [...odd, "x", "a", "jose"])).on).toEqual(odd);
    const [strategy] = (await town().here("odd")).strategies.filter(({ constraints }) => constraints.length > 0);
    const at = `/projects/default/features/odd/environments/${environment}/strategies/${strategy!.id}`;
    const variants = [{ name: "blue", weight: 1000, weightType: "variable", stickiness: "userId" }];
    expect((await town().admin("PATCH", at, [{ op: "replace", path: "/variants", value: variants }])).status).toBe(200);
    expect((await ask("odd", [...odd, "x"])).on).toEqual(odd);
  });

  const secrets: Secrets = (name) =>
    ({ UAT_ADA_REYES: "User;3001", UAT_SAM_OKAFOR: "User;3002", UAT_LEE_NOVAK: "User;3003" })[name];

  function wantedOf(plan: ReleasePlan, standing: string) {
    const found = wantedAt(plan, standing, "production", { secrets, held: null });
    return found.ok ? found.wanted : [];
  }

  /** One sync, which writes; and another, which has nothing left to write. */
  async function reconcileOnce(plan: ReleasePlan, standing: string): Promise<void> {
    const { store } = town();
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
