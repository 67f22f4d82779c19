import { expect, it } from "vitest";
import { isAscii, sees } from "../../scripts/cohort/cohort.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";

const exposure = { actors: ["User;1"], percent: 40 };

// Of form_1095b, flagd's buckets: User;1 in 78593, `1` in 32233, a@va.gov in 42756.
it.each`
  who                        | id            | percent | seen
  ${"an actor by name"}      | ${"User;1"}   | ${40}   | ${true}
  ${"in another case"}       | ${"user;1"}   | ${0}    | ${false}
  ${"inside the share"}      | ${"1"}        | ${40}   | ${true}
  ${"outside the share"}     | ${"a@va.gov"} | ${40}   | ${false}
  ${"without an id"}         | ${null}       | ${99.9} | ${false}
  ${"with an empty id"}      | ${""}         | ${99.9} | ${false}
  ${"without an id"}         | ${null}       | ${100}  | ${true}
  ${"whom no SDK agrees on"} | ${"josé"}     | ${40}   | ${null}
`("COHORT-14  $who sees it at $percent %: $seen", ({ id, percent, seen }) => {
  expect(sees(flagdMurmur3, "form_1095b", { ...exposure, percent }, id)).toBe(seen);
});

it("COHORT-15  ASCII ends at 127", () => {
  expect([isAscii("a\u007f"), isAscii("a\u0080"), isAscii("🙂")]).toEqual([true, false, false]);
});
