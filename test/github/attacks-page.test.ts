import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const tests = join(import.meta.dirname, "..");
const id = /\b([A-Z]+(?:-[A-Z]+)*)-(\d+)(?: to (\d+))?/g;

/** Every number that a test begins with. */
const numbered = new Set(
  readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") || /\/emulator\/|conformance/.test(file))
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(join(tests, file), "utf8").matchAll(/["\x60]([A-Z][A-Z-]*-\d+) /g)])
    .map(([, name]) => name!),
);

const rows = readFileSync(join(import.meta.dirname, "README.md"), "utf8")
  .split("## Attacks and faults")[1]!
  .split("\n## ")[0]!
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Who"))
  .map((line) => line.split("|").at(-2)!);

const named = (cell: string) =>
  [...cell.matchAll(id)].flatMap(([, word, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${word}-${Number(from) + at}`),
  );

it("ATTACKS-PAGE-1  every attack has a test, and each that is named is there", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((cell) => named(cell).length === 0)).toEqual([]);
  expect([...new Set(rows.flatMap(named))].filter((one) => !numbered.has(one))).toEqual([]);
});

it("ATTACKS-PAGE-2  every test of an attack is named", () => {
  const attacks = [...numbered].filter((one) =>
    /^(ATTACK|APPROVAL|FORK|LATE|PROMOTION|TRUST|EVENT|FAULT|SYNC-FAULT)-/.test(one),
  );
  const all = new Set(rows.flatMap(named));
  expect(attacks.filter((one) => !all.has(one))).toEqual([]);
});
