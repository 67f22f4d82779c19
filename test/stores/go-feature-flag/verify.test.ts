import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { encode } from "../../../scripts/stores/go-feature-flag/encode.ts";
import { verify } from "../../../scripts/stores/go-feature-flag/verify.ts";
import { onOff } from "../../conformance/exposures.ts";

const wanted = exposure(["reyes@example.gov"], 10);
const meant = new Map([["flag", { exposure: wanted, variants: onOff }]]);
const good = encode(wanted, onOff);
const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
const query = (list: readonly string[]) => JSON.stringify({ in: [{ var: "targetingKey" }, list] });

it("GOFF-18  what is meant passes", async () => {
  expect(await verify(JSON.stringify({ flag: good }), meant)).toEqual({ document: null, flags: new Map() });
});

it.each([
  ["another sum", { ...good, defaultRule: { percentage: { on: 10, off: 50 } } }, /the made-up id .* predicted was/],
  ["swapped weights", { ...good, defaultRule: { percentage: { on: 90, off: 10 } } }, /predicted was off/],
  ["nobody named", { ...good, targeting: [] }, /a named actor the value for off/],
  ["everyone by default", { ...good, defaultRule: { variation: "on" } }, /predicted was off/],
  ["disabled", { ...good, disable: true }, /answers a named actor with DISABLED/],
  ["swapped values", { ...good, variations: { on: false, off: true } }, /a named actor/],
  ["no default", { ...good, targeting: [], defaultRule: undefined }, /FLAG_CONFIG/],
  ["too long a list", { ...good, targeting: [{ query: query(ids(1001)), variation: "on" }] }, /PARSE_ERROR/],
  ["a schedule", { ...good, scheduledRollout: [] }, /cannot be told: scheduledRollout/],
  ["a version that is a number", { ...good, version: 7 }, /version is a number, not a string/],
  ["not there", undefined, /not an object/],
] as const)("GOFF-19  %s is found out before anybody reads it, and no id is told", async (_, flag, words) => {
  const { document, flags } = await verify(JSON.stringify({ flag }), meant);
  expect(document).toBeNull();
  expect(flags.get("flag")).toMatch(words);
  expect(flags.get("flag")).not.toContain("reyes@");
});

it("GOFF-20  a flag of somebody else that readers reject stops every write, by name; one that is only odd does not", async () => {
  const odd = { theirs: { variations: { A: 1 }, defaultRule: { progressiveRollout: {} } } };
  expect(await verify(JSON.stringify({ flag: good, ...odd }), meant)).toEqual({ document: null, flags: new Map() });
  const bad = { theirs: { ...good, targeting: [{ query: 7 }] }, b: [], c: 1, d: true, e: null };
  const { document } = await verify(JSON.stringify({ flag: good, ...bad }), meant);
  expect(document).toMatch(/because of "theirs" \(targeting rule 1 query is a number.*"b".*"c".* and 1 more/);
});

it("GOFF-31  of many actors the tenth is asked about as well as the first", async () => {
  const many = exposure(ids(10), 0);
  const { targeting, ...rest } = encode(exposure(ids(10).slice(0, 9), 0), onOff);
  const text = JSON.stringify({ flag: { ...rest, targeting } });
  const { flags } = await verify(text, new Map([["flag", { exposure: many, variants: onOff }]]));
  expect(flags.get("flag")).toMatch(/a named actor the value for off/);
});
