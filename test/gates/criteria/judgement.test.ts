import { expect, it } from "vitest";
import { error, fail, pass, wait, worstFirst, worstOf } from "../../../scripts/gates/criteria/judgement.ts";

const [good, open, broken, bad] = [pass("p"), wait("no-data", "w"), error("timeout", "e"), fail("limit", "f")];

it("CRIT-9  the worst of several tests decides, and the others that are no pass are told after it", () => {
  expect(worstOf([good, open, bad, broken])).toEqual({ ...bad, because: "f; also e; also w" });
  expect(worstOf([good, good])).toEqual(good);
  expect(worstOf([open])).toEqual(open);
});

it("CRIT-10  worst first, equals in the order they came", () => {
  const second = wait("fresh", "w2");
  expect(worstFirst([good, open, bad, second, broken])).toEqual([bad, broken, open, second, good]);
});
