import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTrailers, type Trailers, writeTrailers } from "../../scripts/report/trailers.ts";
import { strangers } from "./strangers.ts";

const standing = fc.option(fc.oneof(strangers, fc.constantFrom("-", "canary", "->")), { nil: null });

const records: fc.Arbitrary<Trailers> = fc.array(
  fc.record({
    plan: strangers,
    move: fc.constantFrom("promote", "revert", "retire"),
    from: standing,
    to: standing,
    approvals: fc.array(fc.record({ discipline: strangers, by: strangers, review: strangers }), { maxLength: 3 }),
    measurements: fc.array(fc.record({ metric: strangers, said: strangers }), { maxLength: 3 }),
    because: fc.option(strangers, { nil: null }),
    digest: fc.option(strangers, { nil: null }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** What GitHub adds below a squashed commit. */
const added = "\n\nCo-authored-by: Ada Reyes <ada@example.org>\nCo-authored-by: Sam Okafor <sam@example.org>";

describe("TRAILERS-1  what is written is read back, whatever strangers put into it", () => {
  it.each([
    ["alone", (trailers: string) => trailers],
    ["below a message", (trailers: string) => `1095-B MVP: canary -> half (#12)\n\nAnything\n\n${trailers}\n`],
    ["above what GitHub adds", (trailers: string) => `title\n\n${trailers}${added}`],
    ["with the line ends of another system", (trailers: string) => `title\n\n${trailers}\n`.replaceAll("\n", "\r\n")],
  ])("%s", (_, put) => {
    fc.assert(
      fc.property(records, (written) => {
        expect(parseTrailers(put(writeTrailers(written)))).toEqual(written);
      }),
    );
  });
});

it("TRAILERS-2  a value is one line, and nothing in it means anything to git or GitHub", () => {
  fc.assert(
    fc.property(records, (written) => {
      const lines = writeTrailers(written).split("\n");
      for (const line of lines) {
        expect(line).toMatch(/^Flaghoist-(Plan|Move|Because|Approval|Measured|Subject): \S/);
        expect(line).not.toMatch(/\p{Control}|\p{Surrogate}|\s$|@|\[|#\d|GH-\d|:\/\/[^\s\\]*\/issues\/\d/iu);
      }
      const count = written.reduce((sum, { approvals, measurements, because, digest }) => {
        return sum + 2 + approvals.length + measurements.length + Number(because !== null) + Number(digest !== null);
      }, 0);
      expect(lines.length).toBe(count);
    }),
  );
});

it.each([
  ["nothing", ""],
  ["prose", "Fix the build\n\nIt was broken."],
  ["trailers of somebody else", "title\n\nReviewed-by: x"],
  ["a group without a move", "title\n\nFlaghoist-Plan: x"],
  ["a group without a plan", "title\n\nFlaghoist-Move: promote a -> b"],
  ["trailers among prose", "title\n\nFlaghoist-Plan: x\nFlaghoist-Move: promote a -> b\nand more"],
  ["trailers above the last paragraph", "title\n\nFlaghoist-Plan: x\nFlaghoist-Move: promote a -> b\n\nThe end."],
])("TRAILERS-3  %s records nothing", (_, message) => {
  expect(parseTrailers(message)).toEqual([]);
});

it("TRAILERS-4  a trailer that a later version writes is left aside", () => {
  const message = "t\n\nFlaghoist-Plan: x\nFlaghoist-Move: promote a -> b\nFlaghoist-Weather: sunny";
  expect(parseTrailers(message)).toMatchObject([{ plan: "x", move: "promote", from: "a", to: "b", because: null }]);
});
