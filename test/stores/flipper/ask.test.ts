import { afterEach, beforeEach, expect, it } from "vitest";
import { flipperCrc32 } from "../../../scripts/cohort/flipper.ts";
import { sampleOf } from "../../../scripts/cohort/sample.ts";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { openApi } from "../../../scripts/stores/flipper/api.ts";
import { flipperEvaluation } from "../../../scripts/stores/flipper/ask.ts";
import { napping } from "../../http/clock.ts";
import { type FlipperFake, startFlipperFake } from "../fakes/flipper-http.ts";

let fake: FlipperFake;
beforeEach(async () => {
  fake = await startFlipperFake();
});
afterEach(() => fake.close());

const evaluate = () =>
  flipperEvaluation(openApi({ url: fake.url, token: null, secrets: () => undefined, clock: napping() }));
const of = async (callers: readonly (string | null)[]) => (await evaluate()(new Map([["rx", callers]]))).get("rx");

it("FLIPPER-60  Flipper's own answers are those predicted, asked with the id as it is", async () => {
  fake.flags.set("rx", { actors: ["User;7", "a@example.gov"], percentage_of_actors: "10" });
  const sample = sampleOf(flipperCrc32, "rx", exposure(["User;7", "a@example.gov"], 10), 20);
  expect(await of(sample.map(({ caller }) => caller))).toEqual({
    kind: "answers",
    on: sample.map(({ caller, on }) => (caller === null ? null : on)),
  });
  expect(fake.seen.map(({ line }) => line)).toContain("GET /actors/User;7?keys=rx");
});

it("FLIPPER-61  ids that an address cannot carry are not asked about, nor is a caller without one", async () => {
  fake.flags.set("rx", { boolean: "true" });
  expect(await of([null, "a/b", "josé", "..", "a b", "a?b", "a%20b", "a#b"])).toEqual({
    kind: "answers",
    on: Array(8).fill(null),
  });
  expect(fake.seen).toEqual([]);
});

it("FLIPPER-62  a store that does not answer is not one that says no", async () => {
  fake.flags.set("rx", { boolean: "true" });
  fake.wrong(0, 502, true);
  expect(await of(["x"])).toMatchObject({ kind: "unknown" });
  fake.right();
  fake.wrong(0, 401, true);
  expect(await of(["x"])).toMatchObject({ kind: "unknown" });
});

it("FLIPPER-63  one request a caller, whatever the number of flags", async () => {
  const keys = Array.from({ length: 100 }, (_, index) => `flag-${index}`);
  for (const key of keys) fake.flags.set(key, { boolean: "true" });
  const found = await evaluate()(new Map(keys.map((key) => [key, ["x", "y"]])));
  expect([...found.values()].every((one) => one.kind === "answers" && one.on.every(Boolean))).toBe(true);
  expect(fake.seen).toHaveLength(2);
});

it("FLIPPER-64  the id that was asked about stands in the address, and in no message", async () => {
  fake.flags.set("rx", { boolean: "true" });
  for (const trouble of [() => fake.wrong(0, 502, true), () => fake.close()]) {
    await trouble();
    const told = await of(["ada-reyes;7"]);
    expect(told).toMatchObject({ kind: "unknown", why: expect.stringContaining("/actors/[secret]") });
    expect(JSON.stringify(told)).not.toContain("ada-reyes");
  }
});
