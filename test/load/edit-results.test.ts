import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { EditRefused, setResults } from "../../scripts/load/edit.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { layouts } from "./variations.ts";

const sample = readFileSync(new URL("../../flags/form1095b.yaml", import.meta.url), "utf8");

function results(text: string, stage: string) {
  const loaded = loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
  if (!loaded.ok) throw new Error(loaded.diagnostics[0]!.message);
  return loaded.loaded.value.stages.find(({ name }) => name === stage)!.results;
}

it("EDIT-6  results are filled in where they stand, the rest of the file stays", () => {
  const filled = setResults(sample, "canary", {
    uniqueUsers: 1180,
    downstream: "unaffected",
    errorTypes: "PDF: timeouts",
  });

  const line = "    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~, changes: ~ }";
  const after = '    results: { uniqueUsers: 1180, downstream: unaffected, errorTypes: "PDF: timeouts", changes: ~ }';
  expect(filled).toBe(sample.replace(line, after));
});

it.each`
  before                                                       | after
  ${"results: { uniqueUsers: , changes: ~ }"}                  | ${"results: { uniqueUsers: 3, changes: ~ }"}
  ${"results: { uniqueUsers: ~ } # yet"}                       | ${"results: { uniqueUsers: 3 } # yet"}
  ${"results: { uniqueUsers: }"}                               | ${"results: { uniqueUsers: 3 }"}
  ${"results: {}"}                                             | ${"results: { uniqueUsers: 3 }"}
  ${"results: { changes: ~ }"}                                 | ${"results: { changes: ~, uniqueUsers: 3 }"}
  ${"results:\n      uniqueUsers:\n"}                          | ${"results:\n      uniqueUsers: 3\n"}
  ${"results:\n      uniqueUsers: # yet\n"}                    | ${"results:\n      uniqueUsers: 3 # yet\n"}
  ${"results:\n      changes: ~ # yet\n\n# next"}              | ${"results:\n      changes: ~ # yet\n      uniqueUsers: 3\n\n# next"}
  ${"soak: P1D # a day"}                                       | ${"soak: P1D # a day\n    results: { uniqueUsers: 3 }\n"}
  ${"results:\n      changes: |\n        two\n  - name: full"} | ${"results:\n      changes: |\n        two\n      uniqueUsers: 3\n  - name: full"}
`("EDIT-17 $before becomes $after", ({ before, after }) => {
  const plan = (stage: string) => `title: T
owner: "@rlindqvist"
standing: planned
flags: { a: {} }
stages:
  - name: canary
    ${stage}`;
  expect(setResults(plan(before), "canary", { uniqueUsers: 3 })).toBe(plan(after));
});

it("EDIT-7  what was measured goes below results, metric by metric, and keeps what is there", () => {
  const once = setResults(sample, "half", { measured: { "download-errors": { bad: 3, total: 583 } } });
  const twice = setResults(once, "half", { measured: { "download-clicks": { value: 612 } } });

  expect(results(twice, "half").measured).toEqual({
    "download-errors": { bad: 3, total: 583 },
    "download-clicks": { value: 612 },
  });
});

it("EDIT-8  whatever the layout, results are added or replaced and every comment outside them stays, in order", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.constantFrom("none", "~", "yes", "# no", "a: b"),
  );
  const values = fc.record(
    {
      uniqueUsers: fc.nat(),
      changes: texts,
      measured: fc.constant({ errors: { n: 2, why: "x: y" } }),
      answers: fc.dictionary(
        texts.filter((key) => key !== "__proto__" && key !== "<<"),
        texts,
        { maxKeys: 3 },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(layouts, fc.constantFrom("canary", "full"), values, ({ text, eol }, stage, found) => {
      const edited = setResults(text, stage, found);

      const before = results(text, stage);
      const { measured = {}, answers = {}, ...known } = found;
      expect(results(edited, stage)).toEqual({
        ...before,
        answers: { ...before.answers, ...known, ...answers },
        measured: { ...before.measured, ...measured },
      });
      expect(notes(edited, eol)).toEqual(notes(text, eol));
    }),
    { numRuns: 200 },
  );
});

/** Comment lines at the start of a line: none of them is ever in the way. */
const notes = (text: string, eol: string) => text.split(eol).filter((line) => /^#/.test(line));

it.each`
  why                            | stage       | values                 | says
  ${"the stage is not there"}    | ${"nope"}   | ${{ uniqueUsers: 3 }}  | ${"no stage nope"}
  ${"the key is not known"}      | ${"canary"} | ${{ users: 3 }}        | ${"unknown key `users`"}
  ${"the value is not its type"} | ${"canary"} | ${{ uniqueUsers: -3 }} | ${"uniqueUsers must be at least 0"}
`("EDIT-9  refuses, with the way out, where $why", ({ stage, values, says }) => {
  expect(() => setResults(sample, stage, values)).toThrow(EditRefused);
  expect(() => setResults(sample, stage, values)).toThrow(says);
});

it("EDIT-10 a value shared by an alias is never changed behind the other's back", () => {
  const shared = sample
    .replace("results: { uniqueUsers: ~, downstream", "results: &r { uniqueUsers: ~, downstream")
    .replace(/(name: half[\s\S]*?results:) \{.*\}/, "$1 *r");

  expect(() => setResults(shared, "canary", { uniqueUsers: 3 })).toThrow("without changing something else");
  expect(() => setResults(shared, "half", { uniqueUsers: 3 })).toThrow("without changing something else");
});
