import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExposureChange } from "../../scripts/plan/move.ts";
import { exposureLines } from "../../scripts/report/words/exposure.ts";
import { peopleBetween } from "../../scripts/report/words/people.ts";
import { cut, few, listed, plain, plainLines, plural, sentence } from "../../scripts/report/words/plain.ts";
import { shortWait } from "../../scripts/report/words/time.ts";
import { withStage } from "../support/plans.ts";
import { at, now } from "./build.ts";
import { strangers } from "./strangers.ts";

type Seen = ExposureChange["after"];
const seen = (actors: number, percent: number): Seen => ({ actors, percent });

describe("WORDS-1  what moves, numbers first", () => {
  it.each<[Seen, Seen, ExposureChange["direction"], string[]]>([
    [seen(3, 10), seen(3, 50), "raises", ["10 % -> 50 % of users, about 4,800 more people"]],
    [seen(3, 50), seen(3, 10), "lowers", ["50 % -> 10 % of users, about 4,800 fewer people"]],
    [seen(0, 0), seen(3, 0), "raises", ["0 -> 3 named actors, null"]],
    [seen(3, 0), seen(3, 10), "raises", ["0 % -> 10 % of users, about 1,200 more people"]],
    [seen(0, 0), seen(1, 0.001), "raises", ["0 % -> 0.001 % of users, 0 -> 1 named actor, about 0.12 more people"]],
    [seen(3, 100), null, "lowers", ["everyone -> removed, about 12,000 fewer people"]],
    [null, seen(0, 0), "same", []],
    [null, null, "same", []],
    [seen(3, 10), seen(3, 10), "moves", ["other 3 named actors than before, null"]],
  ])("%j to %j", (before, after, direction, said) => {
    const lines = exposureLines(at("canary"), [{ flag: "f", environment: "production", before, after, direction }]);
    expect(lines.map(({ change, people }) => `${change}, ${people}`)).toEqual(said);
  });

  it("flags that move together are told together", () => {
    const change = { environment: "production", before: seen(0, 10), after: seen(0, 50), direction: "raises" } as const;
    const lines = exposureLines(null, [
      { flag: "a", ...change },
      { flag: "b", ...change },
      { flag: "c", ...change, environment: "staging" },
    ]);
    expect(lines.map(({ flags, environment, people }) => [flags, environment, people])).toEqual([
      [["a", "b"], "production", null],
      [["c"], "staging", null],
    ]);
  });
});

describe("WORDS-2  people are counted from what the plan expects, and not where it expects nothing", () => {
  const plan = withStage(at("canary"), "full", { expected: { uniqueUsers: 9000 } });

  it.each([
    ["production", 10, 60, 4200],
    ["production", 10, 100, 7800],
    ["production", 0, 10, 1200],
    ["production", 0, 0, 0],
    ["staging", 0, 10, null],
  ])("in %s from %d %% to %d %%: %s", (environment, before, after, people) => {
    expect(peopleBetween(plan, environment, before, after)).toBe(people);
  });
});

it("WORDS-3  plain text is one printable line, and plain again is the same", () => {
  fc.assert(
    fc.property(strangers, (text) => {
      expect(plain(text)).not.toMatch(
        /\p{Control}|\p{Surrogate}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]|^\s|\s$|\s\s/u,
      );
      expect(plain(plain(text))).toBe(plain(text));
      for (const line of plainLines(text)) expect(line).not.toMatch(/\p{Control}|\p{Surrogate}/u);
    }),
  );
});

it("WORDS-4  long text is cut between characters", () => {
  expect(cut("👩‍👩‍👧👩‍👩‍👧", 3)).toBe("👩‍…");
  expect([...plain("é".repeat(10_000), 600)].length).toBe(600);
  expect(plain("x".repeat(50_000_000), 10)).toBe("xxxxxxxxx…");
});

it("WORDS-5  small words", () => {
  expect([plural(0, "gate"), plural(1, "gate"), plural(1200, "gate")]).toEqual(["0 gates", "1 gate", "1,200 gates"]);
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((words) => listed(words, "or"))).toEqual([
    "",
    "a",
    "a or b",
    "a, b or c",
  ]);
  expect(few(Array.from({ length: 13 }, (_, i) => `f${i}`))).toBe("f0, f1, f2, f3, f4, f5, f6, f7, f8, f9 and 3 more");
  expect(few(["a", "b"])).toBe("a and b");
  expect(["", "a", "a.", "a?", "a…"].map(sentence)).toEqual(["", "a.", "a.", "a?", "a…"]);
});

it.each([
  [{ minutes: -5 }, "now"],
  [{ seconds: 30 }, "in 1 min"],
  [{ minutes: 59 }, "in 59 min"],
  [{ minutes: 61 }, "in 2 h"],
  [{ hours: 24 }, "in 1 d"],
  [{ hours: 29 }, "in 1 d 5 h"],
  [{ days: 23, hours: 1 }, "in 24 d"],
])("WORDS-6  %j from now is %s, never too early", (later, said) => {
  expect(shortWait(now, now.plus(later))).toBe(said);
});
