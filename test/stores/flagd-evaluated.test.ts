import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FlagdProvider } from "@openfeature/flagd-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { runningOf, writing } from "../conformance/exposures.ts";

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
