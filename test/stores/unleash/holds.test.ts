import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { holdsExposure, holdsWrite } from "../../../scripts/stores/unleash/holds.ts";
import { writing } from "../../conformance/exposures.ts";

it.each([
  [exposure([], 0.5), "would become 0 %"],
  [exposure([], 12.5), "would become 12 %"],
  [
    exposure(
      Array.from({ length: 251 }, (_, index) => `User;${index}`),
      10,
    ),
    "at most 250",
  ],
  [exposure(["x".repeat(101)], 0), "up to 100 characters"],
  [exposure([" a"], 0), "a space"],
  [exposure(["a\n"], 0), "a space"],
  [exposure(["a\0b"], 0), "NUL"],
  [exposure(["\ud83d"], 0), "half a UTF-16 pair"],
  [exposure([""], 0), "empty"],
])("UNLEASH-104  refuses %j", (wanted, why) => {
  expect(holdsExposure(wanted)).toEqual({ ok: false, why: expect.stringContaining(why) });
});

it("UNLEASH-105  holds whole percents, 250 actors, and for everyone whoever else is named", () => {
  const crowd = Array.from({ length: 250 }, (_, index) => `User;${index}`);
  for (const wanted of [exposure(crowd, 99), exposure(["josé", "🙂", "a,b"], 1), exposure([" a"], 100)]) {
    expect(holdsExposure(wanted)).toEqual({ ok: true });
  }
});

it("UNLEASH-106  other values than true and false are refused, because those who are off would get none", () => {
  const write = writing("f", exposure([], 10), { variants: { on: "new", off: "old" } });
  expect(holdsWrite(write)).toEqual({
    ok: false,
    why: expect.stringContaining("no value to those for whom a flag is off"),
  });
  expect(holdsWrite({ ...write, exposure: null })).toEqual({ ok: true });
});
