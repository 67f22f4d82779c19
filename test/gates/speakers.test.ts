import fc from "fast-check";
import { expect, it } from "vitest";
import { assign } from "../../scripts/gates/speakers.ts";

const disciplines = ["product", "engineering", "octo"];
const people = ["ada", "sam", "lee"];
const entitled = fc.record(Object.fromEntries(disciplines.map((name) => [name, fc.subarray(people)])));

/** The best by trying everything: how many disciplines some choice of one person each can cover. */
function most(able: Record<string, string[]>, left = disciplines, taken: string[] = []): number {
  const [first, ...rest] = left;
  if (first === undefined) return 0;
  const options = able[first]!.filter((one) => !taken.includes(one)).map(
    (one) => 1 + most(able, rest, [...taken, one]),
  );
  return Math.max(most(able, rest, taken), ...options);
}

it("SPEAKERS-1  as many disciplines as any choice could cover, one person each, by somebody entitled", () => {
  fc.assert(
    fc.property(entitled, (able) => {
      const found = assign(disciplines, (name) => able[name]!);
      expect(found.size).toBe(most(able));
      expect(new Set(found.values()).size).toBe(found.size);
      for (const [name, person] of found) expect(able[name]).toContain(person);
    }),
  );
});

it("SPEAKERS-2  does not depend on the order in which people are given", () => {
  fc.assert(
    fc.property(entitled, (able) => {
      const backwards = assign(disciplines, (name) => able[name]!.toReversed());
      expect([...backwards]).toEqual([...assign(disciplines, (name) => able[name]!)]);
    }),
  );
});

it("SPEAKERS-3  somebody who could speak for both makes way for the one who cannot", () => {
  const able: Record<string, string[]> = { product: ["ada", "sam"], engineering: ["ada"] };
  expect(Object.fromEntries(assign(["product", "engineering"], (name) => able[name]!))).toEqual({
    product: "sam",
    engineering: "ada",
  });
});

it("SPEAKERS-4  where not all can be covered, the earlier comes first", () => {
  expect([...assign(["octo", "product"], () => ["ada"]).keys()]).toEqual(["octo"]);
});
