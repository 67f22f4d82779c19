import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FlagdCore } from "@openfeature/flagd-core";
import { FlagdProvider } from "@openfeature/flagd-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { encode } from "../../scripts/stores/flagd/encode.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { vectors } from "../cohort/vectors.ts";
import { exposures, onOff, runningOf, writing } from "../conformance/exposures.ts";

const key = "form1095b_download";
const people = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);
const named = ["User;7", "User;8"];
const ladder = [nobody, ...[0, 0.5, 10, 12.5, 33.333, 50].map((percent) => exposure(named, percent)), everyone];

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "flaghoist-flagd-"));
});
afterEach(async () => {
  await OpenFeature.close();
  await rm(root, { recursive: true });
});

/** Who of ten thousand has the flag on, asked through the SDK that applications use. */
async function evaluated(domain: string): Promise<readonly string[]> {
  const provider = new FlagdProvider({ resolverType: "in-process", offlineFlagSourcePath: join(root, "flags.json") });
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  const answers = await Promise.all(
    people.map(async (targetingKey) => {
      const { value, errorCode } = await client.getBooleanDetails(key, false, { targetingKey });
      expect(errorCode).toBeUndefined();
      return value;
    }),
  );
  expect(await client.getBooleanValue(key, false, {})).toBe(answers.every(Boolean));
  return people.filter((_, index) => answers[index]);
}

it("FLAGD-45  from nobody to everyone, the OpenFeature SDK serves whom the hash predicts, and nobody is ever lost", async () => {
  const store = flagdStore(fileAt(root, "flags.json"));
  let before: readonly string[] = [];
  for (const [index, wanted] of ladder.entries()) {
    const expected = runningOf((await store.read([key])).get(key)!);
    const [result] = await store.write([writing(key, wanted, { expected })]);
    expect(result).toMatchObject({ status: "applied" });

    const on = await evaluated(`stage-${index}`);
    expect(on).toEqual(people.filter((id) => sees(flagdMurmur3, key, wanted, id)));
    const still = new Set(on);
    expect(before.filter((id) => !still.has(id))).toEqual([]);
    const share = wanted.percent / 100;
    expect(Math.abs(on.length / people.length - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / people.length) + 0.0003,
    );
    before = on;
  }
}, 60_000);

it("FLAGD-46  a revert takes exactly those away who came last, and off is off for everyone", async () => {
  const store = flagdStore(fileAt(root, "flags.json"));
  const counts: number[] = [];
  for (const [index, wanted] of [everyone, exposure(named, 10), nobody].entries()) {
    const expected = runningOf((await store.read([key])).get(key)!);
    await store.write([writing(key, wanted, { expected })]);
    counts.push((await evaluated(`revert-${index}`)).length);
  }
  expect(counts[0]).toBe(10_000);
  expect(counts[1]).toBe(people.filter((id) => sees(flagdMurmur3, key, exposure(named, 10), id)).length);
  expect(counts[2]).toBe(0);
});

/** Asks flagd's evaluator, which holds this exposure as it is written. */
function sdk(flag: string, wanted: Exposure): (id: string) => boolean {
  const core = new FlagdCore();
  core.setConfigurations(JSON.stringify({ flags: Object.fromEntries([[flag, encode(wanted, onOff)]]) }));
  return (targetingKey) => core.resolveBooleanEvaluation(flag, false, { targetingKey }).value;
}

const told = vectors.filter((vector) => vector[flagdMurmur3.name] !== null);

it.each(told)(
  "FLAGD-54  ($flag, $id): flagd's evaluator says off at the golden bucket, on one step above",
  (vector) => {
    const { flag, id } = vector;
    const bucket = vector[flagdMurmur3.name]!;
    expect(sdk(flag, exposure([], bucket / 1000))(id)).toBe(false);
    expect(sdk(flag, exposure([], (bucket + 1) / 1000))(id)).toBe(true);
  },
);

it("FLAGD-55  any wider exposure keeps everyone, by flagd's evaluator", () => {
  expect(told.length).toBeGreaterThanOrEqual(17);
  fc.assert(
    fc.property(exposures, exposures, fc.stringMatching(/^[a-z0-9_]{1,20}$/), (one, other, flag) => {
      const [low, high] = [one, other].toSorted((a, b) => a.percent - b.percent);
      const before = sdk(flag, low!);
      const after = sdk(flag, exposure([...low!.actors, ...high!.actors], high!.percent));
      const asked = [...low!.actors, ...people.slice(0, 200)];
      expect(asked.filter((id) => before(id) && !after(id))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
