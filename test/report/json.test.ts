import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import schema from "../../schemas/check.schema.json" with { type: "json" };
import { checkJson } from "../../scripts/report/json.ts";
import { cases } from "./cases.ts";
import { golden } from "./golden.ts";
import { strange } from "./strange.ts";

const valid = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, formats: { "date-time": true } }).compile(
  schema,
);

/** What a program reads: the document after it was printed. */
const printed = (name: string) => JSON.parse(JSON.stringify(checkJson(cases[name]!)));

describe("JSON-1  check --json is what schemas/check.schema.json describes", () => {
  it.each(Object.keys(cases))("%s", (name) => {
    valid(printed(name));
    expect(valid.errors).toBeNull();
  });

  it("whatever is in it, the document says it as it is", () => {
    fc.assert(
      fc.property(strange, (report) => {
        const document = JSON.parse(JSON.stringify(checkJson(report)));
        valid(document);
        expect(valid.errors).toBeNull();
        expect(
          document.moves.map(({ findings }: { findings: { because: string }[] }) =>
            findings.map(({ because }) => because),
          ),
        ).toEqual(report.judged.map(({ verdict }) => verdict.findings.map(({ because }) => because)));
      }),
    );
  });
});

describe("JSON-2  and what test/golden/report/*.json says", () => {
  it.each(["go", "not-yet-everything", "illegal-skip", "revert", "broken"])("%s", async (name) => {
    await expect(`${JSON.stringify(printed(name), null, 2)}\n`).toMatchFileSnapshot(golden(`${name}.json`));
  });
});

it("JSON-3  promotions are the moves that climb", () => {
  const climbs = (name: string) => printed(name).promotions.map(({ from, to }: Record<string, string>) => [from, to]);
  expect(climbs("go")).toEqual([["canary", "half"]]);
  expect(climbs("retire")).toEqual([["month-check", "retired"]]);
  for (const name of ["revert", "illegal-skip", "edit-loosens", "enrol"]) expect(climbs(name), name).toEqual([]);
});

it.each([
  ["another version", { ...printed("go"), version: 2 }],
  ["a field nobody promised", { ...printed("go"), more: 1 }],
  ["no outcome", { ...printed("go"), outcome: undefined }],
])("JSON-4  the schema refuses %s", (_, document) => {
  expect(valid(JSON.parse(JSON.stringify(document)))).toBe(false);
});
