import { expect, it } from "vitest";
import { type Answer, callerByCaller } from "../../scripts/stores/callers.ts";

const on = (yes: boolean | null): Answer => ({ kind: "served", on: yes });

it("CALLERS-1  each caller is asked once about all its flags, and answers come flag by flag in the order asked", async () => {
  const asked: unknown[] = [];
  const found = await callerByCaller(
    new Map([
      ["a", ["x", null]],
      ["b", [null, "y"]],
    ]),
    async (caller, keys) => {
      asked.push([caller, keys]);
      return new Map(keys.map((key) => [key, on(caller === null ? null : key === "a")]));
    },
  );
  expect(asked).toEqual([
    ["x", ["a"]],
    [null, ["a", "b"]],
    ["y", ["b"]],
  ]);
  expect([...found]).toEqual([
    ["a", { kind: "answers", on: [true, null] }],
    ["b", { kind: "answers", on: [null, false] }],
  ]);
});

it("CALLERS-2  one answer that cannot be told, or is missing, is no answer for its flag and none against the others", async () => {
  const found = await callerByCaller(
    new Map([
      ["a", ["x", "y"]],
      ["b", ["x"]],
      ["c", ["y"]],
    ]),
    async (caller, keys) => {
      const some = keys.filter((key) => key !== "c");
      return new Map(
        some.map((key): [string, Answer] => [key, caller === "y" ? { kind: "unknown", why: "503" } : on(true)]),
      );
    },
  );
  expect([...found]).toEqual([
    ["a", { kind: "unknown", why: "503" }],
    ["b", { kind: "answers", on: [true] }],
    ["c", { kind: "unknown", why: "it did not answer" }],
  ]);
});

it("CALLERS-3  the caller without an id is not the caller of any name", async () => {
  const asked: unknown[] = [];
  await callerByCaller(new Map([["a", [null, "null", ""]]]), async (caller) => {
    asked.push(caller);
    return new Map([["a", on(false)]]);
  });
  expect(asked).toEqual([null, "null", ""]);
});
