import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { answers } from "../../../scripts/stores/go-feature-flag/answers.ts";
import { goFeatureFlagStore } from "../../../scripts/stores/go-feature-flag.ts";
import { writing } from "../../conformance/exposures.ts";
import { textInMemory } from "../text-in-memory.ts";

it("GOFF-25  the store answers for each caller in order, one without an id among them", async () => {
  const store = goFeatureFlagStore(textInMemory(null));
  await store.write([writing("named", exposure(["a"], 0)), writing("half", exposure(["a"], 50))]);
  const callers = ["a", "User;3", null];
  const asked = new Map([
    ["named", callers],
    ["half", callers],
    ["gone", callers],
  ]);
  expect([...(await store.evaluate!(asked))]).toEqual([
    ["named", { kind: "answers", on: [true, false, false] }],
    ["half", { kind: "answers", on: [true, false, false] }],
    ["gone", { kind: "unknown", why: expect.stringContaining("no such flag") }],
  ]);
});

it.each([
  [{ variations: { a: 1 } }, "no variation on"],
  [{ variations: { on: 1, off: 0 }, defaultRule: { variation: "off" }, disable: true }, "DISABLED"],
  [{ variations: { on: 1, off: 0 }, defaultRule: { progressiveRollout: {} } }, "not evaluated here"],
])("GOFF-26  %j: nobody can tell, and why", (flag, words) => {
  const document = { found: "", text: "", flags: { flag } };
  expect(answers(document, new Map([["flag", ["a"]]])).get("flag")).toMatchObject({
    kind: "unknown",
    why: expect.stringContaining(words),
  });
});
