import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { revertChances } from "../../scripts/statistics/crossing.ts";
import { headOf, judged, published, rowOf, tables, trueRates, week } from "../bench/simulation.ts";

const readme = readFileSync(new URL("../../scripts/statistics/README.md", import.meta.url), "utf8");

describe("STAT-83  the published tables are what the published runs give, to the last digit", () => {
  it.each(tables)("$title", (table) => {
    const rows = [...headOf(table), ...trueRates.map((rate) => rowOf(table, rate, published))];
    expect(readme).toContain(`\n\n${rows.join("\n")}\n\n`);
  });
  it("and say how many runs they are of", () => {
    expect(readme).toContain(`${published.runs} runs each`);
  });
});

it.each([
  [1, 0.05],
  [2, 0.01],
])("STAT-84  column %d of the published table agrees with the exact chances at alpha %d", (column, alpha) => {
  for (const rate of trueRates) {
    const row = readme.split("\n").find((line) => line.startsWith(`| ${Number((100 * rate).toPrecision(3))} % |`))!;
    const said = Number.parseFloat(row.split("|")[column + 1]!) / 100;
    const exact = revertChances({ ...week, rate }, { ...judged, alpha }).at(-1)!;
    const error = Math.sqrt((exact * (1 - exact)) / published.runs);
    expect(Math.abs(said - exact), `at ${rate}`).toBeLessThan(4 * error + 0.0006);
  }
});

it("STAT-85  other runs give another table, alike within their error", () => {
  const [reverted] = tables;
  const other = { runs: 1000, seed: 7 };
  for (const rate of [0.008, 0.01, 0.02]) {
    const shares = (row: string) =>
      row
        .split("|")
        .slice(2, -1)
        .map((cell) => Number.parseFloat(cell) / 100);
    const [one, two] = [shares(rowOf(reverted!, rate, published)), shares(rowOf(reverted!, rate, other))];
    for (const [i, share] of one.entries()) {
      const error = Math.sqrt(share * (1 - share) * (1 / published.runs + 1 / other.runs));
      expect(Math.abs(share - two[i]!)).toBeLessThan(4 * error + 0.003);
    }
  }
});
