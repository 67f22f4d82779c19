import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { noAnswer } from "../../../scripts/stores/flipper/answer.ts";
import { dataOf, earlier, stillAsks, undecided } from "../../../scripts/stores/flipper/pending.ts";
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
  expect(undecided(reading, dataOf(script(10, null)), "f"), "it would change nothing").toBe(reading);
});

it("PENDING-7  what a script between the one that told and the one that waits did, nobody knows", () => {
  const { applied } = writing("f", exposure([], 10));
  const reading = {
    kind: "running",
    running: { exposure: exposure([], 10), variants: onOff, applied, foreign: [] },
  } as const;
  const [first, lost] = [script(10, null), script(50, script(10, null))];
  const told = dataOf(first)!.id;
  const unknown = { running: { applied: { standing: expect.stringContaining("should the script have run") } } };
  expect(undecided(reading, dataOf(script(10, lost)), "f", told)).toMatchObject(unknown);
  expect(undecided(reading, dataOf(script(10, script(10, lost))), "f", told), "made anew").toMatchObject(unknown);
  const since = script(10, lost);
  expect(undecided(reading, dataOf(script(10, since)), "f", dataOf(since)!.id), "told of since").toBe(reading);
});

it("PENDING-4  a script made anew for the same change pushes none of the earlier ones out", () => {
  let text: string | null = script(50, null);
  for (const _ of [1, 2, 3, 4, 5, 6, 7]) text = script(10, text);
  expect(earlier(dataOf(text), "f").map(({ state }) => state.percent)).toEqual([50, 10]);
});

it.each([
  ["the same, from a later commit", exposure([], 10), { commit: "later" }, true],
  ["the same, for half a day yet", exposure([], 10), { at: "2025-03-13T00:59:59.000Z" }, true],
  ["the same, but not for half a day any more", exposure([], 10), { at: "2025-03-13T01:00:00.000Z" }, false],
  ["another percent", exposure([], 9), {}, false],
  ["somebody more", exposure(["a"], 10), {}, false],
  ["another standing", exposure([], 10), { standing: "week-check" }, false],
])("PENDING-5  a script that waits stays where the next would ask for %s: %#", (_, wanted, more, stays) => {
  const waits = script(10, null);
  const write = writing("f", wanted);
  const applied = { ...write.applied, ...more };
  const writes = [{ ...write, applied }];
  const next = renderScript({ file: "x.rb", actors: "A", writes, answer: noAnswer, before: dataOf(waits) });
  expect(stillAsks(dataOf(waits)!, dataOf(next)!, applied.at)).toBe(stays);
});

it("PENDING-6  it does not stay where what waits would change one flag more", () => {
  const two = [writing("f", exposure([], 10)), writing("g", exposure([], 10))];
  const waits = renderScript({ file: "x.rb", actors: "A", writes: two, answer: noAnswer, before: null });
  expect(stillAsks(dataOf(waits)!, dataOf(script(10, waits))!, two[0]!.applied.at)).toBe(false);
});
