import { expect, it } from "vitest";
import { didYouMean, nearest } from "../../scripts/load/nearest.ts";

const keys = ["title", "owner", "standing", "stages", "metrics", "approvals"];

it.each`
  written                | meant
  ${"standng"}           | ${"standing"}
  ${"satnding"}          | ${"standing"}
  ${"Standing"}          | ${"standing"}
  ${"stage"}             | ${"stages"}
  ${"metric"}            | ${"metrics"}
  ${"approval"}          | ${"approvals"}
  ${"wner"}              | ${"owner"}
  ${"titel"}             | ${"title"}
  ${"colour"}            | ${null}
  ${"x"}                 | ${null}
  ${""}                  | ${null}
  ${"x".repeat(100_000)} | ${null}
`("NEAR-1  $written is nearest to $meant", ({ written, meant }) => {
  expect(nearest(written, keys)).toBe(meant);
});

it("NEAR-2  asks, or says nothing", () => {
  expect(didYouMean("standng", keys)).toBe("did you mean `standing`?");
  expect(didYouMean("colour", keys)).toBe("");
});
