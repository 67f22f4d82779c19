import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading, Running } from "../../scripts/flag/running.ts";
import { isThere, judge } from "../../scripts/stores/judge.ts";
import { onOff, writing } from "../conformance/exposures.ts";

const ok = { ok: true } as const;
const ten = exposure(["ada@example.gov"], 10);
const running: Running = { exposure: ten, variants: onOff, applied: writing("f", ten).applied, foreign: [] };
const at = (more: Partial<Running>): Reading => ({ kind: "running", running: { ...running, ...more } });

it.each`
  case                             | expected                                | reading                                        | verdict
  ${"new"}                         | ${null}                                 | ${{ kind: "absent" }}                          | ${"go"}
  ${"as it was read"}              | ${running}                              | ${at({})}                                      | ${"go"}
  ${"gone"}                        | ${running}                              | ${{ kind: "absent" }}                          | ${"conflict"}
  ${"made meanwhile"}              | ${null}                                 | ${at({})}                                      | ${"conflict"}
  ${"exposure changed"}            | ${{ ...running, exposure: nobody }}     | ${at({})}                                      | ${"conflict"}
  ${"values changed"}              | ${running}                              | ${at({ variants: { on: 1, off: 0 } })}         | ${"conflict"}
  ${"record changed"}              | ${running}                              | ${at({ applied: null })}                       | ${"conflict"}
  ${"a group was added"}           | ${running}                              | ${at({ foreign: ["group a"] })}                | ${"conflict"}
  ${"another group than was read"} | ${{ ...running, foreign: ["group b"] }} | ${at({ foreign: ["group a"] })}                | ${"conflict"}
  ${"the group that was read"}     | ${{ ...running, foreign: ["group a"] }} | ${at({ foreign: ["group a"] })}                | ${"go"}
  ${"unreadable"}                  | ${running}                              | ${{ kind: "unreadable", why: "half-written" }} | ${"invalid"}
`("STORE-15  $case: $verdict", ({ expected, reading, verdict }) => {
  const judged = judge(writing("f", everyone, { expected }), reading, ok);
  expect(judged === "go" ? judged : judged.status).toBe(verdict);
  expect(JSON.stringify(judged)).not.toContain("ada");
});

it("STORE-16  a write is there only where exposure, values and record all are, and nothing beside them", () => {
  const write = writing("f", ten);
  expect(isThere(write, at({}))).toBe(true);
  for (const more of [{ foreign: ["x"] }, { applied: null }, { exposure: nobody }, { variants: { on: 1, off: 0 } }]) {
    expect(isThere(write, at(more))).toBe(false);
  }
  expect(isThere(writing("f", null), { kind: "absent" })).toBe(true);
  expect(isThere(writing("f", nobody), { kind: "absent" })).toBe(false);
  expect(isThere(writing("f", null), { kind: "unreadable", why: "x" })).toBe(false);
});
