import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { noAnswer } from "../../../scripts/stores/flipper/answer.ts";
import { dataOf, earlier, undecided } from "../../../scripts/stores/flipper/pending.ts";
import { renderScript } from "../../../scripts/stores/flipper/script.ts";
import { onOff, writing } from "../../conformance/exposures.ts";

const script = (percent: number, before: string | null) =>
  renderScript({
    file: "x.rb",
    actors: "A",
    writes: [writing("f", exposure([], percent))],
    answer: noAnswer,
    before: dataOf(before),
  });

it("PENDING-1  a script remembers what the last five before it may have done", () => {
  let text: string | null = null;
  for (const percent of [1, 2, 3, 4, 5, 6, 7]) text = script(percent, text);
  expect(earlier(dataOf(text), "f").map(({ state }) => state.percent)).toEqual([3, 4, 5, 6, 7]);
  expect(earlier(dataOf(text), "other")).toEqual([]);
});

it("PENDING-2  what is no script of ours holds nothing", () => {
  for (const text of [null, "", "puts 1", "JSON.parse(<<'FLAGS')\n{\nFLAGS\n"]) expect(dataOf(text)).toBeNull();
});

it("PENDING-3  while nobody knows whether it ran, the record of its flags is of no stage", () => {
  const { applied } = writing("f", exposure([], 10));
  const reading = {
    kind: "running",
    running: { exposure: exposure([], 10), variants: onOff, applied, foreign: [] },
  } as const;
  const waits = dataOf(script(50, null));
  expect(undecided(reading, waits, "f")).toMatchObject({
    running: { applied: { standing: expect.stringContaining("should the script have run") } },
  });
  expect(undecided(reading, waits, "other")).toBe(reading);
  expect(undecided(reading, null, "f")).toBe(reading);
});
