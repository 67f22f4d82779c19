import { describe, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { unleashMurmur3 } from "../../scripts/cohort/unleash.ts";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { requireUnleash } from "../services/unleash.ts";
import { askSdk } from "../services/unleash-sdk.ts";
import { people, release } from "./release.ts";
import { environment, useTown } from "./unleash/town.ts";

const named = ["User;7", "User;8"];

describe.skipIf(!requireUnleash())("unleash-client, on a real Unleash server that the store wrote", () => {
  const town = useTown();
  const ask = (key: string, ids: readonly string[] = people) => askSdk(town().server, key, ids);

  it("UNLEASH-70  a whole release: at every standing whom explain predicted, id by id, and nobody is lost", async () => {
    await release(town().store, (key) => ask(key));
  }, 180_000);

  it("UNLEASH-71  from everyone back to the canary, then to nobody: those go who came last, then all", async () => {
    const key = "form_1095b";
    const canary = exposure(named, 10);
    for (const wanted of [exposure(named, 0), canary, everyone, canary]) await town().put(key, wanted);
    expect(await ask(key)).toEqual({
      on: people.filter((id) => sees(unleashMurmur3, key, canary, id)),
      keyless: false,
    });
    await town().put(key, nobody);
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
});
