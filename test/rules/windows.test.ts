import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { moment } from "../../scripts/rules/clock.ts";
import { backwards, endsOf, windowed } from "../../scripts/rules/windows.ts";
import { basePlanWith } from "./plans.ts";

const window = (opens: string | null, closes: string | null) => {
  const [a, b] = [opens, closes].map((text) => (text === null ? null : DateTime.fromISO(text, { zone: "utc" })));
  return { opens: a ?? null, closes: b ?? null, text: "as written" };
};

it.each([
  ["2025-03-12", "2025-03-12", true],
  ["2025-03-12", "2025-03-11", true],
  ["2025-03-12", "2025-03-13", false],
  ["2025-03-12", null, false],
  [null, "2025-03-12", false],
])("WINDOW-1  from %s to %s is backwards: %s", (opens, closes, answer) => {
  expect(backwards(window(opens, closes))).toBe(answer);
  expect(endsOf(window(opens, closes)) === null).toBe(answer);
});

it("WINDOW-2  stages with a window come in order, in the plan's own time, backward ones left out", () => {
  const { value: plan } = basePlanWith(`stages:
  - { name: canary, exposure: { percent: 10 }, window: { opens: 2025-03-12, closes: 2025-03-10 } }
  - { name: half, exposure: { percent: 50 }, window: { opens: 2025-03-13T09:00Z, closes: 2025-03-13 } }
  - { name: most, exposure: { percent: 75 } }
  - { name: full, exposure: { percent: 100 }, window: { closes: 2025-03-17 } }`);
  const told = windowed(plan).map(({ index, opens, closes, text }) => [
    index,
    text,
    opens && moment(opens),
    closes && moment(closes),
  ]);

  expect(told).toEqual([
    [1, "2025-03-13T09:00Z to 2025-03-13", "Thu 2025-03-13 05:00", "Fri 2025-03-14 00:00"],
    [3, "until 2025-03-17", null, "Tue 2025-03-18 00:00"],
  ]);
  expect(endsOf(null)).toBeNull();
});
