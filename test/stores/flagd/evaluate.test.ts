import { expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { evaluate } from "../../../scripts/stores/flagd/evaluate.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { writing } from "../../conformance/exposures.ts";
import { textInMemory } from "../text-in-memory.ts";

const callers = ["a", "User;1", null];

it("FLAGD-47  flagd's own evaluator answers for each caller in order, whatever the type of the values", async () => {
  const store = flagdStore(textInMemory(null));
  const values = { on: { a: [1] }, off: {} };
  await store.write([
    writing("named", exposure(["a"], 0)),
    writing("object", exposure(["a"], 0), { variants: values }),
    writing("all", everyone, { variants: { on: "blue", off: "grey" } }),
  ]);
  const asked = new Map(["named", "object", "all", "gone"].map((key) => [key, callers]));
  expect([...(await store.evaluate!(asked)).values()]).toEqual([
    { kind: "answers", on: [true, false, false] },
    { kind: "answers", on: [true, false, false] },
    { kind: "answers", on: [true, true, true] },
    { kind: "unknown", why: expect.stringContaining("no such flag") },
  ]);
});

const good = { state: "ENABLED", variants: { on: true, off: false }, defaultVariant: "off" };

it.each([
  [{ ...good, state: "DISABLED" }, "DISABLED"],
  [{ ...good, variants: { a: 1 }, defaultVariant: "a" }, "no variant on"],
  [{ ...good, defaultVariant: "gone" }, "flagd rejects the document"],
  [{ ...good, targeting: { nonsense: [1] } }, "flagd answers PARSE_ERROR"],
])("FLAGD-48  %j: nobody can tell, and why", async (flag, words) => {
  const flags = { flag };
  const document = { found: "", text: JSON.stringify({ flags }), flags };
  expect((await evaluate(document, new Map([["flag", callers]]))).get("flag")).toMatchObject({
    kind: "unknown",
    why: expect.stringContaining(words),
  });
});

it("FLAGD-53  where nothing was published yet there is no flag, and flagd has rejected nothing", async () => {
  const answered = await flagdStore(textInMemory(null)).evaluate!(new Map([["flag", callers]]));
  expect(answered.get("flag")).toMatchObject({ kind: "unknown", why: expect.stringMatching(/^there is no such flag/) });
});
