import { expect, it } from "vitest";
import { sarif } from "../../scripts/report/sarif.ts";
import { cases } from "./cases.ts";
import { golden } from "./golden.ts";

const { diagnostics } = cases.broken!;

it("SARIF-1  is what test/golden/report/broken.sarif says", async () => {
  await expect(`${JSON.stringify(sarif(diagnostics), null, 2)}\n`).toMatchFileSnapshot(golden("broken.sarif"));
});

it("SARIF-2  every result names its rule by name and by number", () => {
  const [run] = sarif(diagnostics).runs;
  const { rules } = run!.tool.driver;
  expect(run!.results.length).toBe(3);
  for (const result of run!.results) expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
});

it("SARIF-3  nothing wrong is a run without results", () => {
  expect(sarif([]).runs[0]?.results).toEqual([]);
});

it("SARIF-4  the name of a file is an address, whatever is in it", () => {
  const [first] = diagnostics;
  const strange = { ...first!, diagnostic: { ...first!.diagnostic, file: "flags/a b\ud800%.yaml" } };
  const [result] = sarif([strange]).runs[0]!.results;
  expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("flags/a%20b%EF%BF%BD%25.yaml");
});
