import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { holdsExposure, holdsWrite } from "../../../scripts/stores/flipper/holds.ts";
import { writing } from "../../conformance/exposures.ts";

it.each([
  [exposure([""], 0), "empty"],
  [exposure(["a\0b"], 0), "NUL"],
  [exposure(["a\ud800"], 0), "half a UTF-16 pair"],
  [exposure([], 12.3456), "would be 12.346 %"],
  [exposure([], 101), "not between 0 and 100"],
])("HOLDS-1  %j is refused: %s", (wanted, why) => {
  expect(holdsExposure(wanted)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

it("HOLDS-2  whole UTF-16 pairs, thousandths and everyone are held; values of its own are not", () => {
  expect(holdsExposure(exposure(["🙂", "a\nb"], 0.001))).toEqual({ ok: true });
  expect(holdsWrite(writing("f", null, { variants: { on: 1, off: 0 } }))).toEqual({ ok: true });
  expect(holdsWrite(writing("f", exposure([], 5)))).toEqual({ ok: true });
  expect(holdsWrite(writing("f", exposure([], 5), { variants: { on: false, off: true } }))).toMatchObject({
    ok: false,
  });
});
