import { afterEach, beforeEach, expect, it } from "vitest";
import { flipperCrc32 } from "../../../scripts/cohort/flipper.ts";
import { sampleOf } from "../../../scripts/cohort/sample.ts";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { openApi } from "../../../scripts/stores/flipper/api.ts";
import { flipperEvaluation } from "../../../scripts/stores/flipper/ask.ts";
import { napping } from "../../http/clock.ts";
import { answer, dropped, type Fault, startFaults } from "../../http/faults.ts";
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

const id = "ada@example.gov";
const askOf = async (fault: Fault) => {
  const server = await startFaults(fault);
  const api = openApi({ url: server.url.href, token: null, secrets: () => undefined, clock: napping() });
  const found = await flipperEvaluation(api)(new Map([["rx", [id]]])).finally(() => server.close());
  return found.get("rx");
};

it.each([
  ["no answer at all", dropped],
  ["an outage that repeats the address", answer(502, `<p>no upstream for /actors/${id}</p>`)],
  ["a page", answer(200, `<h1>Sign in to see /actors/${id}</h1>`)],
  ["another JSON", answer(200, "[]")],
  ["no word about the flag", answer(200, '{"features":{}}')],
  ["a redirect", answer(302, "", { location: `https://elsewhere.example/actors/${id}` })],
])("FLIPPER-64  %s leaves it open who sees it, and nobody's id is in the reason", async (_, fault) => {
  const found = await askOf(fault);
  expect(found).toMatchObject({ kind: "unknown", why: expect.stringMatching(/.{10}/) });
  expect(JSON.stringify(found)).not.toContain("ada");
});

it.each(["{}", "Not Found"])(
  "FLIPPER-65  an API that cannot be asked about actors (Flipper before 0.16.1 answers 404 %s) is asked nothing",
  async (body) => {
    expect(await askOf(answer(404, body))).toEqual({ kind: "answers", on: [null] });
  },
);
