import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Path } from "../../scripts/load/diagnostic.ts";
import { placesOf } from "../../scripts/load/lines.ts";
import { loadPlan } from "../../scripts/load/plan.ts";

const text = readFileSync(new URL("../../flags/form1095b.yaml", import.meta.url), "utf8");

it.each<[string, Path, string]>([
  ["a value", ["stages", 1, "exposure", "percent"], "55:26 10"],
  ["a list in one line, by its key", ["approvals"], "17:1 approvals"],
  ["an entry of it", ["approvals", 1], "17:22 engineering"],
  ["a map, by its key", ["metrics", "download-errors"], "24:3 download-errors"],
  ["an entry of a list, by its first key", ["stages", 1], "53:5 name"],
  ["a text in quotes, quotes included", ["owner"], '3:8 "@rlindqvist"'],
  [
    "a text of many words",
    ["rollback", "text"],
    "20:9 If there is a spike in errors or unexpected behavior, disable the flag for all users.",
  ],
  ["the nearest parent of what is not written", ["stages", 1, "criteria", 0], "53:5 name"],
  ["the nearest parent of a key that is no map", ["title", "en"], "2:8 1095-B MVP"],
  ["the first key, for the whole file", [], "2:1 title"],
])("PLACE-1  stands at %s", (_, path, expected) => {
  const loaded = loadPlan({ file: "flags/form1095b.yaml", text }, { environment: "production" });
  const { line, column, length } = loaded.ok ? loaded.loaded.place(path) : { line: 0, column: 0, length: 0 };
  expect(`${line}:${column} ${text.split("\n")[line - 1]?.slice(column - 1, column - 1 + length)}`).toBe(expected);
});

it.each`
  start | end   | place
  ${0}  | ${3}  | ${{ line: 1, column: 1, length: 2 }}
  ${1}  | ${2}  | ${{ line: 1, column: 2, length: 1 }}
  ${4}  | ${99} | ${{ line: 2, column: 1, length: 3 }}
  ${9}  | ${9}  | ${{ line: 3, column: 1, length: 1 }}
  ${10} | ${99} | ${{ line: 4, column: 1, length: 1 }}
  ${99} | ${99} | ${{ line: 4, column: 2, length: 1 }}
`("PLACE-2  offsets $start to $end become a place that never leaves its line", ({ start, end, place }) => {
  const { line, column, length } = placesOf("ab\r\ncde\r\n\nf")(start, end);
  expect({ line, column, length }).toEqual(place);
});
