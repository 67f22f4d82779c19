import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { capabilities } from "../../scripts/flag/capabilities.ts";

const tests = join(import.meta.dirname, "..");
const page = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
const table = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("|--"));

/** Each id that a test of this repository begins with. */
const known = new Set(
  readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => readFileSync(join(tests, file), "utf8").match(/[A-Z][A-Z0-9-]*-\d+[a-z]?(?= {2}\S)/g) ?? []),
);

it("HAZARD-1  every test that the page of hazards names is there", () => {
  const named = table.flatMap((line) => line.match(/\b[A-Z][A-Z0-9-]*-\d+[a-z]?\b/g) ?? []);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
  const golden = table.flatMap((line) => [...line.matchAll(/RULE-1 ([a-z-]+)/g)].map(([, folder]) => folder!));
  expect(golden.filter((folder) => !existsSync(join(tests, "golden/rules", folder)))).toEqual([]);
});

it("HAZARD-2  no hazard is without a test", () => {
  const rows = table.filter((line) => !/^\| (hazard|found|fault) \|/.test(line));
  expect(rows.length).toBeGreaterThan(120);
  expect(rows.filter((line) => !/[A-Z0-9]-\d/.test(line.split("|").at(-2)!))).toEqual([]);
});

it("HAZARD-3  every kind of store that people run has its hazards told", () => {
  const { memory: _, ...kinds } = capabilities;
  const titles = [...new Set(Object.values(kinds).map(({ title }) => title))];
  expect(titles.filter((title) => !page.includes(`\n## ${title}\n`))).toEqual([]);
});
