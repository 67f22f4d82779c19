import fc from "fast-check";
import { expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { goffFnv1a } from "../../scripts/cohort/goff.ts";
import { type Exposure, exposure } from "../../scripts/flag/exposure.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { encode } from "../../scripts/stores/go-feature-flag/encode.ts";
import { evaluateFlag } from "../../scripts/stores/go-feature-flag/evaluate.ts";
import { goFeatureFlagStore } from "../../scripts/stores/go-feature-flag.ts";
import { exposures, onOff, runningOf, writing } from "../conformance/exposures.ts";
import { emptyFolder } from "./folder.ts";
import { ladder, people } from "./go-feature-flag/cases.ts";

const root = emptyFolder();
const key = "form1095b_download";

/** Who of ten thousand the published document serves `on`; held to the module's own answers by GOFF-2 to GOFF-4. */
async function served(): Promise<readonly string[]> {
  const flag = JSON.parse((await fileAt(root(), "flags.json").read())!)[key];
  return people.filter((id) => {
    const answer = evaluateFlag(key, flag, id);
    expect(answer.kind).toBe("value");
    return answer.kind === "value" && answer.value === true;
  });
}

it("GOFF-28  from nobody to everyone the document serves whom the hash predicts, and nobody is ever lost", async () => {
  const store = goFeatureFlagStore(fileAt(root(), "flags.json"));
  const more = [exposure(ladder.uat.actors, 12.5), exposure(ladder.uat.actors, 33.333)];
  let before: readonly string[] = [];
  for (const wanted of [ladder.planned, ladder.uat, ladder.canary, ...more, ladder.half, ladder.full]) {
    const expected = runningOf((await store.read([key])).get(key)!);
    expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([{ status: "applied" }]);
    const on = await served();
    expect(on).toEqual(people.filter((id) => sees(goffFnv1a, key, wanted, id)));
    const still = new Set(on);
    expect(before.filter((id) => !still.has(id))).toEqual([]);
    before = on;
  }
  expect(before).toHaveLength(10_000);
});

it("GOFF-29  a revert takes exactly those away who came last, and retiring leaves no trace of the flag", async () => {
  const store = goFeatureFlagStore(fileAt(root(), "flags.json"));
  for (const wanted of [ladder.full, ladder.canary, ladder.planned]) {
    const expected = runningOf((await store.read([key])).get(key)!);
    await store.write([writing(key, wanted, { expected })]);
    expect(await served()).toEqual(people.filter((id) => sees(goffFnv1a, key, wanted, id)));
  }
  const expected = runningOf((await store.read([key])).get(key)!);
  expect(await store.write([writing(key, null, { expected })])).toMatchObject([{ status: "applied" }]);
  expect(await fileAt(root(), "flags.json").read()).toBe("{}\n");
});

it("GOFF-30  any wider exposure keeps everyone, by the evaluation that is held to the module's answers", () => {
  fc.assert(
    fc.property(exposures, exposures, fc.stringMatching(/^[a-z0-9_]{1,20}$/), (one, other, flag) => {
      const [low, high] = [one, other].toSorted((a, b) => a.percent - b.percent);
      const seen = (wanted: Exposure) => (id: string) => {
        const served = evaluateFlag(flag, { ...encode(wanted, onOff) }, id);
        return served.kind === "value" && served.value === true;
      };
      const wider = exposure([...low!.actors, ...high!.actors], high!.percent);
      const asked = [...low!.actors, ...people.slice(0, 500)];
      expect(asked.filter((id) => seen(low!)(id) && !seen(wider)(id))).toEqual([]);
    }),
  );
});
