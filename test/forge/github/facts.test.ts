import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { type Facts, readFacts, writeFacts } from "../../../scripts/forge/github/facts.ts";

const time = fc.option(
  fc.integer({ min: 0, max: 4e12 }).map((at) => DateTime.fromMillis(at, { zone: "utc" })),
  { nil: null },
);
const facts: fc.Arbitrary<Facts> = fc.record({
  pull: fc.nat(),
  pushedAt: time,
  firstSeen: time,
  pushers: fc.option(fc.array(fc.string({ unit: "grapheme" })), { nil: null }),
  judged: fc.option(fc.string(), { nil: null }),
});

it("FACTS-1  what is written is read back, whatever the names are, and nothing in it ends the line", () => {
  fc.assert(
    fc.property(facts, (all) => {
      const text = writeFacts(all);
      expect(text.slice(4, -4)).not.toMatch(/[<>&]|--/);
      expect(JSON.stringify(readFacts(`Some words\n${text}\n`))).toBe(JSON.stringify(all));
    }),
  );
});

const good = { version: 1, pull: 1, pushedAt: null, firstSeen: null, pushers: [], judged: null };

it.each([
  ["another version", { ...good, version: 2 }],
  ["no number", { ...good, pull: "1" }],
  ["a time that is none", { ...good, pushedAt: "yesterday" }],
  ["a time left out", { ...good, firstSeen: undefined }],
  ["a pusher that is no name", { ...good, pushers: [1] }],
  ["pushers left out", { ...good, pushers: undefined }],
  ["pushers that are no list", { ...good, pushers: "jwexler" }],
])("FACTS-2  %s: nothing is known, rather than a part", (_, value) => {
  expect(readFacts(`<!-- flaghoist-facts ${JSON.stringify(value)} -->`)).toBeNull();
});

it.each(["", "<!-- flaghoist-facts {oops} -->", "> <!-- flaghoist-facts {} -->", "<!-- flaghoist-facts [] -->"])(
  "FACTS-3  %j says nothing",
  (text) => expect(readFacts(text)).toBeNull(),
);
