import fc from "fast-check";
import { expect, it } from "vitest";
import { everyone, exposure, sameExposure } from "../../../scripts/flag/exposure.ts";
import { everyActor, type GateRow, rowsOf, runningOf } from "../../../scripts/stores/flipper/gates.ts";
import { exposures } from "../../conformance/exposures.ts";

it("GATES-1  what is written is read back, whatever the order of the rows", () => {
  fc.assert(
    fc.property(exposures, (wanted) => {
      const read = runningOf([...rowsOf(wanted)].reverse(), null);
      expect(sameExposure(read.exposure, wanted)).toBe(true);
      expect(read.foreign).toEqual([]);
    }),
  );
});

it.each<[string, readonly (readonly [string, string | null])[], unknown, readonly unknown[]]>([
  ["nothing", [], exposure([], 0), []],
  ["true", [["boolean", "true"]], everyone, []],
  ["1", [["boolean", "1"]], everyone, []],
  ["false", [["boolean", "false"]], exposure([], 0), []],
  [
    "boolean wins",
    [
      ["boolean", "true"],
      ["percentage_of_actors", "5"],
      ["actors", "a"],
    ],
    everyone,
    [],
  ],
  ["10.0", [["percentage_of_actors", "10.0"]], exposure([], 10), []],
  ["all actors", [["percentage_of_actors", "100"]], exposure([], everyActor), []],
  ["more than all", [["percentage_of_actors", "150"]], exposure([], everyActor), []],
  ["below zero", [["percentage_of_actors", "-5"]], everyone, ['a percentage of actors that reads "-5"']],
  ["cut", [["percentage_of_actors", "5abc"]], everyone, ['a percentage of actors that reads "5abc"']],
  [
    "twice",
    [
      ["percentage_of_actors", "50"],
      ["percentage_of_actors", "10"],
    ],
    everyone,
    ['2 percentages of actors at once: "10", "50"'],
  ],
  [
    "boolean twice",
    [
      ["boolean", "false"],
      ["boolean", "true"],
    ],
    everyone,
    ["two boolean gates at once"],
  ],
  [
    "no time",
    [
      ["percentage_of_time", "0"],
      ["expression", null],
    ],
    exposure([], 0),
    [],
  ],
  [
    "a group",
    [
      ["groups", "x".repeat(99)],
      ["actors", "a"],
    ],
    everyone,
    [expect.stringMatching(/^the group "x{59}$/)],
  ],
])("GATES-2  %s", (_, rows, shown, foreign) => {
  const list: readonly GateRow[] = rows.map(([gate, value]) => ({ gate, value }));
  expect(runningOf(list, null)).toMatchObject({ exposure: shown, foreign });
});
