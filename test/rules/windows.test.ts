import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import type { Settings } from "../../scripts/flag/settings.ts";
import { backwards, ending, firstOpening, moment, windowed } from "../../scripts/rules/windows.ts";
import { basePlanWith } from "./plans.ts";

const zone = "America/New_York";
const at = (text: string) => DateTime.fromISO(text, { zone });
const working = { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 16 * 60 };
const freezes = [
  { from: "2025-12-20", until: "2026-01-02", reason: "Year-end freeze" },
  { from: "2026-01-03", until: "2026-01-04", reason: "Move" },
];

describe("WINDOW-1  the first permitted moment of a window", () => {
  it.each`
    from                  | until                 | hours                                 | opening
    ${"2025-03-12T00:00"} | ${"2025-03-13T00:00"} | ${working}                            | ${"Wed 2025-03-12 09:00"}
    ${"2025-03-12T09:00"} | ${"2025-03-12T09:01"} | ${working}                            | ${"Wed 2025-03-12 09:00"}
    ${"2025-03-12T15:59"} | ${"2025-03-13T00:00"} | ${working}                            | ${"Wed 2025-03-12 15:59"}
    ${"2025-03-12T16:00"} | ${"2025-03-13T09:00"} | ${working}                            | ${null}
    ${"2025-03-12T16:00"} | ${"2025-03-13T09:01"} | ${working}                            | ${"Thu 2025-03-13 09:00"}
    ${"2025-03-14T16:00"} | ${"2025-03-17T09:00"} | ${working}                            | ${null}
    ${"2025-03-14T16:00"} | ${"2025-03-18T00:00"} | ${working}                            | ${"Mon 2025-03-17 09:00"}
    ${"2025-12-20T00:00"} | ${"2026-01-03T00:00"} | ${null}                               | ${null}
    ${"2025-12-19T23:00"} | ${"2026-01-03T00:00"} | ${null}                               | ${"Fri 2025-12-19 23:00"}
    ${"2025-12-20T00:00"} | ${"2026-02-01T00:00"} | ${null}                               | ${"Mon 2026-01-05 00:00"}
    ${"2025-12-20T00:00"} | ${"2026-02-01T00:00"} | ${working}                            | ${"Mon 2026-01-05 09:00"}
    ${"2025-03-09T00:00"} | ${"2025-03-10T12:00"} | ${working}                            | ${"Mon 2025-03-10 09:00"}
    ${"2025-03-12T00:00"} | ${"2025-03-12T00:00"} | ${null}                               | ${null}
    ${"2025-03-12T00:00"} | ${"2999-03-12T00:00"} | ${{ days: [], from: 0, until: 1440 }} | ${null}
  `("from $from until $until: $opening", ({ from, until, hours, opening }) => {
    const calendar: Pick<Settings, "hours" | "freezes"> = { hours, freezes };
    const found = firstOpening(at(from), at(until), calendar);
    expect(found && moment(found)).toBe(opening);
  });
});

it("WINDOW-2  a window that closes at midnight lasts to the end of the day before", () => {
  expect(ending(at("2025-03-13"))).toBe("the end of Wed 2025-03-12");
  expect(ending(at("2025-03-13T09:30"))).toBe("Thu 2025-03-13 09:30");
});

it("WINDOW-3  backward windows are left to their own rule", () => {
  const window = (opens: string | null, closes: string | null) => {
    return { opens: opens === null ? null : at(opens), closes: closes === null ? null : at(closes), text: "" };
  };
  expect(backwards(window("2025-03-12", "2025-03-12"))).toBe(true);
  expect(backwards(window("2025-03-12", "2025-03-13"))).toBe(false);
  expect(backwards(window("2025-03-12", null))).toBe(false);
  expect(backwards(window(null, "2025-03-12"))).toBe(false);

  const plan = basePlanWith(`stages:
  - { name: canary, exposure: { percent: 10 }, window: { opens: 2025-03-12, closes: 2025-03-10 } }
  - { name: half, exposure: { percent: 50 }, window: { opens: 2025-03-13 } }
  - { name: full, exposure: { percent: 100 } }`);
  expect(windowed(plan.value).map(({ index }) => index)).toEqual([1]);
});
