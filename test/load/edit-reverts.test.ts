import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { appendRevert, EditRefused, resolveRevert } from "../../scripts/load/edit.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { layouts } from "./variations.ts";

const sample = readFileSync(new URL("../../flags/form1095b.yaml", import.meta.url), "utf8");
const entry = {
  from: "canary",
  at: "2025-03-12T15:04:00Z",
  because: "download-errors: 0.024 > 0.01 (14 of 583)",
  evidence: null,
};

function reverts(text: string) {
  const loaded = loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
  if (!loaded.ok) throw new Error(loaded.diagnostics[0]!.message);
  return loaded.loaded.value.reverts;
}

it("EDIT-11 a revert is one entry more, at the end, waiting for a person", () => {
  const once = appendRevert(sample, entry);
  const twice = appendRevert(once, { ...entry, because: "again", evidence: "https://example.org/board" });

  expect(twice).toBe(
    sample.replace(
      "reverts: []\n",
      `reverts:
  - from: canary
    at: 2025-03-12T15:04:00Z
    because: "download-errors: 0.024 > 0.01 (14 of 583)"
    evidence: ~
    resolved: ~
  - from: canary
    at: 2025-03-12T15:04:00Z
    because: again
    evidence: "https://example.org/board"
    resolved: ~
`,
    ),
  );
});

it("EDIT-12 whatever the layout and the reason, the entry reads back and nothing else changes", () => {
  const reasons = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    fc.constantFrom("# x", "a: b", "~", "- x", "'"),
  );
  fc.assert(
    fc.property(layouts, reasons, ({ text, eol }, because) => {
      const edited = appendRevert(text, { ...entry, because });

      expect(reverts(edited).slice(0, -1)).toEqual(reverts(text));
      const said = because.replace(/\p{Surrogate}/gu, "\uFFFD");
      expect(reverts(edited).at(-1)).toMatchObject({ from: "canary", because: said, resolved: null });
      const lines = (one: string) => one.split(eol).filter((line) => !/^ *reverts:/.test(line));
      expect(lines(edited)).toEqual(expect.arrayContaining(lines(text).filter((line) => line.trim() !== "]")));
    }),
    { numRuns: 200 },
  );
});

it("EDIT-13 resolving fills in one entry", () => {
  const held = appendRevert(appendRevert(sample, entry), entry);

  const freed = resolveRevert(held, 1, "raised the timeout: 30 s");

  expect(reverts(freed).map(({ resolved }) => resolved)).toEqual([null, "raised the timeout: 30 s"]);
  expect(freed).toBe(held.replace(/resolved: ~(?![\s\S]*resolved: ~)/, 'resolved: "raised the timeout: 30 s"'));
});

it("EDIT-14 resolves an entry that says nothing about it yet", () => {
  const text = sample.replace("reverts: []", "reverts: [{ from: canary, at: 2025-03-12T15:04:00Z, because: errors }]");
  expect(reverts(resolveRevert(text, 0, "fixed"))[0]).toMatchObject({ resolved: "fixed" });
});

it("EDIT-15 a reason too long for the file is cropped: a revert is never impossible", () => {
  const [revert] = reverts(appendRevert(sample, { ...entry, because: "x".repeat(400_000) }));
  expect(revert!.because).toHaveLength(2000);
});

it.each`
  why                            | edit                                                                       | says
  ${"there is no such revert"}   | ${() => resolveRevert(sample, 0, "x")}                                     | ${"no revert number 1"}
  ${"the instant has no offset"} | ${() => appendRevert(sample, { ...entry, at: "2025-03-12T15:04:00" })}     | ${"at must be"}
  ${"the day does not exist"}    | ${() => appendRevert(sample, { ...entry, at: "2025-02-30T15:04Z" })}       | ${"February 2025 has 28 days"}
  ${"reverts is something else"} | ${() => appendRevert(sample.replace("reverts: []", "reverts: no"), entry)} | ${"not a list"}
`("EDIT-16 refuses, with the way out, where $why", ({ edit, says }) => {
  expect(edit).toThrow(EditRefused);
  expect(edit).toThrow(says);
});
