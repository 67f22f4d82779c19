import { expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import type { Callers, Evaluated, Store } from "../../scripts/stores/store.ts";
import { confirm } from "../../scripts/workflows/confirm.ts";

const cohort = "flagd-murmur3-v2";
const question = (of: Exposure) => [{ key: "flag", exposure: of, cohort }];

/** A store whose evaluation serves this, whatever it holds. */
function serving(of: Exposure, key = "flag"): Store {
  const answer = (callers: readonly (string | null)[]): Evaluated => {
    return { kind: "answers", on: callers.map((caller) => sees(flagdMurmur3, key, of, caller) === true) };
  };
  const evaluate = async (asked: Callers) => new Map([...asked].map(([name, callers]) => [name, answer(callers)]));
  return { ...memoryStore(), evaluate };
}

const ten = exposure(["ada"], 10);

it.each<[string, Exposure, Store, string | null]>([
  ["serves what it holds", ten, serving(ten), null],
  ["everyone", everyone, serving(everyone), null],
  ["cannot be asked: taken at its word", ten, memoryStore(), null],
  [
    "still serves nobody",
    ten,
    serving(nobody),
    "its evaluation answers 9 of 18 callers otherwise than predicted (1 of named actors predicted in, 8 of made-up ids predicted in)",
  ],
  [
    "serves everyone already",
    ten,
    serving(everyone),
    "its evaluation answers 9 of 18 callers otherwise than predicted (1 of a caller without an id predicted out, 8 of made-up ids predicted out)",
  ],
  ["another share", ten, serving(exposure(["ada"], 50)), "of made-up ids predicted out)"],
  ["another flag's hash", ten, serving(ten, "other"), "of made-up ids predicted in"],
  [
    "a named actor is not on",
    ten,
    serving(exposure([], 10)),
    "its evaluation answers 1 of 18 callers otherwise than predicted (1 of named actors predicted in)",
  ],
  [
    "100 % that callers without an id do not see",
    everyone,
    serving(exposure(["flaghoist-probe-0"], 99.999)),
    "1 of a caller without an id predicted in",
  ],
])("CONFIRM-1  %s", async (_, of, store, expected) => {
  const found = (await confirm(store, question(of))).get("flag") ?? null;
  if (expected === null) expect(found).toBeNull();
  else expect(found).toContain(expected);
});

it("CONFIRM-2  what cannot be told is not agreement", async () => {
  const evaluate = async () => new Map([["flag", { kind: "unknown" as const, why: "HTTP 503" }]]);
  expect((await confirm({ ...memoryStore(), evaluate }, question(ten))).get("flag")).toBe(
    "whether it is served cannot be told: HTTP 503",
  );
  const silent = { ...memoryStore(), evaluate: async () => new Map() };
  expect((await confirm(silent, question(ten))).get("flag")).toContain("no answer");
  const broken = {
    ...memoryStore({ name: "m" }),
    evaluate: () => {
      throw new Error("socket hang up");
    },
  };
  expect((await confirm(broken, question(ten))).get("flag")).toBe(
    "m broke while it was asked who sees it: socket hang up",
  );
});

it("CONFIRM-3  a short answer is not agreement either", async () => {
  const evaluate = async () => new Map([["flag", { kind: "answers" as const, on: [true] }]]);
  expect((await confirm({ ...memoryStore(), evaluate }, question(everyone))).get("flag")).toContain("8 of 9 callers");
});

it("CONFIRM-4  no id is ever in what is said", async () => {
  const said = (await confirm(serving(nobody), question(exposure(["ada@example.gov"], 10)))).get("flag")!;
  expect(said).not.toMatch(/ada|probe/);
});

it("CONFIRM-5  where the hash is not known only callers without an id are asked about", async () => {
  const asked: Callers[] = [];
  const evaluate = async (callers: Callers) => {
    asked.push(callers);
    return new Map([["flag", { kind: "answers" as const, on: [false] }]]);
  };
  expect(await confirm({ ...memoryStore(), evaluate }, [{ key: "flag", exposure: ten, cohort: "unheard-of" }])).toEqual(
    new Map(),
  );
  expect([...asked[0]!.values()]).toEqual([[null]]);
});
