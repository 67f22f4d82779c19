import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { EditRefused, setStanding } from "../../../scripts/load/edit.ts";
import { loadPlan } from "../../../scripts/load/plan.ts";
import { layouts } from "../variations.ts";

const sample = readFileSync(new URL("../../../flags/form1095b.yaml", import.meta.url), "utf8");
const load = (text: string) => {
  const loaded = loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
  return loaded.ok ? loaded.loaded.value : loaded.diagnostics;
};

it("EDIT-1  a promotion changes one word of one line", () => {
  const promoted = setStanding(sample, "uat");

  expect(promoted).toBe(sample.replace("standing: planned #", "standing: uat #"));
}, 500000);

it("EDIT-2  whatever the layout, only the standing's line changes, and it reads back", () => {
  const names = fc.constantFrom("planned", "full", "retired");
  fc.assert(
    fc.property(layouts, names, ({ text, eol }, to) => {
      const edited = setStanding(text, to);

      const [before, after] = [text.split(eol), edited.split(eol)];
      const changed = before.flatMap((line, index) => (line === after[index] ? [] : [line]));
      expect(after).toHaveLength(before.length);
      expect(changed).toHaveLength(1);
      expect(edited.split(/\bcanary\b/).length).toBe(text.split(/\bcanary\b/).length - 1);
      expect(load(edited)).toEqual({ ...load(text), standing: to });
    }),
    { numRuns: 4000 },
  );
}, 500000);

it("EDIT-3  twice there and back is no change at all", () => {
  fc.assert(
    fc.property(layouts, ({ text }) => {
      expect(setStanding(setStanding(text, "full"), "canary")).toBe(text);
    }),
    { numRuns: 4000 },
  );
}, 500000);

it.each`
  what                             | text
  ${"a block text"}                | ${"standing: >-\n  canary\ntitle: T"}
  ${"a text on the next line"}     | ${"standing:\n  canary\ntitle: T"}
  ${"a file that is one flow map"} | ${"{ standing: canary, title: T }"}
`("EDIT-4  sets a standing written as $what", ({ text }) => {
  const rest = '"owner": "@rlindqvist", "flags": { "a": {} }, "stages": [{ "name": "canary" }]';
  const whole = text.startsWith("{") ? text.replace("title", `${rest}, title`) : `${text}\n${block}`;

  expect(load(setStanding(whole, "planned"))).toMatchObject({ title: "T", standing: "planned" });
}, 500000);

const block = `owner: "@rlindqvist"\nflags: { a: {} }\nstages: [{ name: canary }]\n`;

it.each`
  why                                     | text                                                   | to           | says
  ${"the file is broken"}                 | ${"title: ["}                                          | ${"canary"}  | ${"cannot be read"}
  ${"the file is no map"}                 | ${"- a"}                                               | ${"canary"}  | ${"not a map"}
  ${"it would not be a name"}             | ${sample}                                              | ${"Stage A"} | ${"line 4: standing must be"}
  ${"something else is written the same"} | ${`standing: &s planned\ntitle: *s\n${block}`}         | ${"canary"}  | ${"without changing something else"}
  ${"the plan is broken elsewhere"}       | ${`standing: planned\ntitle: T\nunknown: 1\n${block}`} | ${"canary"}  | ${"unknown key `unknown`"}
`("EDIT-5  refuses, with the way out, where $why", ({ text, to, says }) => {
  expect(() => setStanding(text, to)).toThrow(EditRefused);
  expect(() => setStanding(text, to)).toThrow(says);
}, 500000);
