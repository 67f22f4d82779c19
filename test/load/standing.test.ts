import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readStanding } from "../../scripts/load/edit.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { layouts } from "./variations.ts";

const sample = readFileSync(new URL("../../flags/form1095b.yaml", import.meta.url), "utf8");
const rest = 'title: T\nowner: "@rlindqvist"\nflags: { a: {} }\nstages: [{ name: canary }]\n';
const load = (text: string) => loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });

it.each`
  written                                      | text
  ${"plainly"}                                 | ${`standing: canary\n${rest}`}
  ${"with a comment"}                          | ${`standing: canary # not full\n${rest}`}
  ${"with Windows line ends"}                  | ${`standing: canary\n${rest}`.replaceAll("\n", "\r\n")}
  ${"after a byte order mark"}                 | ${`\uFEFFstanding: canary\n${rest}`}
  ${"below another key"}                       | ${`links:\n  standing: https://example.org\nstanding: canary\n${rest}`}
  ${"on the next line"}                        | ${`standing:\n  canary\n${rest}`}
  ${"as a block text"}                         | ${`standing: |-\n  canary\n${rest}`}
  ${"as an alias"}                             | ${`stages: [{ name: &s canary }]\nstanding: *s\n${rest.split("stages")[0]}`}
  ${"in JSON"}                                 | ${'{ "title": "T", "owner": "@a", "standing":\n"canary", "flags": {"a": {}},\n"stages": [{"name": "canary"}] }'}
  ${"in one flow map with a decoy"}            | ${'{ title: T, owner: "@a", flags: {a: {}}, rollback: { text: "\nstanding: full\n" },\nstages: [{name: canary}], standing: canary }'}
  ${"beside a line that only JavaScript sees"} | ${`rollback: { text: "a\u2028standing: full\u2028b" }\n"standing": canary\n${rest}`}
`("STAND-1  reads a standing written $written", ({ text }) => {
  expect(load(text)).toMatchObject({ ok: true });
  expect(readStanding(text)).toBe("canary");
});

it("STAND-2  agrees with the full loader whatever the layout", () => {
  fc.assert(
    fc.property(layouts, ({ text }) => {
      expect(readStanding(text)).toBe("canary");
    }),
    { numRuns: 200 },
  );
});

it("STAND-3  agrees with the full loader on every text that still loads after random damage", () => {
  const piece = fc.constantFrom(
    '"',
    "'",
    "\n",
    "  ",
    "standing: uat\n",
    "\nstanding: uat",
    ": ",
    "#",
    "&a ",
    "{",
    "}",
    "|\n",
    "- ",
    "?",
    "x",
    "---\n",
  );
  const cuts = fc.array(fc.tuple(fc.nat(sample.length), fc.nat(30), piece), { minLength: 1, maxLength: 2 });
  const seen = { loaded: 0 };
  fc.assert(
    fc.property(cuts, (damage) => {
      const text = damage.reduce(
        (whole, [at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length),
        sample,
      );
      const loaded = load(text);
      if (!loaded.ok) return;
      seen.loaded++;
      expect(readStanding(text)).toBe(loaded.loaded.value.standing);
    }),
    { numRuns: 600 },
  );
  expect(seen.loaded).toBeGreaterThan(20);
});

it.each`
  text                                  | why
  ${""}                                 | ${"an empty file"}
  ${"just text"}                        | ${"a file that is no map"}
  ${"title: ["}                         | ${"a broken file"}
  ${"title: T\nlinks: { standing: x }"} | ${"a map that says none"}
  ${"standing: 3"}                      | ${"a standing that is no text"}
  ${"standing: null"}                   | ${"a standing that is nothing"}
`("STAND-4  has none for $why", ({ text }) => {
  expect(readStanding(text)).toBeNull();
});
