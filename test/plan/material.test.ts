import { expect, it } from "vitest";
import { differences } from "../../scripts/plan/difference.ts";
import { json, material } from "../../scripts/plan/material.ts";
import { plan, stage, windowOf, withStage } from "../support/plans.ts";

const differ = (a: ReturnType<typeof plan>, b: ReturnType<typeof plan>) => differences(material(a), material(b));

it("MATERIAL-1  order that means nothing makes no difference; the order of stages does", () => {
  const base = plan({ approvals: ["product", "octo"] });
  expect(differ(base, { ...base, approvals: ["octo", "product"] })).toEqual([]);
  expect(differ(base, { ...base, stages: base.stages.toReversed() }).map(({ path }) => path)).toEqual([["order"]]);
});

it("MATERIAL-2  a name used twice hides nothing", () => {
  const twice = plan({ stages: [stage("a"), stage("a", { environment: "staging" })] });
  expect(differ(twice, plan({ stages: [stage("a"), stage("a")] }))).toHaveLength(1);
  expect(
    differ(
      plan({ validation: [{ done: true, text: "T" }] }),
      plan({
        validation: [
          { done: true, text: "T" },
          { done: false, text: "T" },
        ],
      }),
    ),
  ).toHaveLength(1);
});

it("MATERIAL-3  a window is its instants, whatever zone they are written in", () => {
  const base = plan();
  const { opens, closes } = base.stages[2]!.window!;
  const utc = { opens: opens!.toUTC(), closes: closes!.toUTC(), text: "the same in UTC" };
  expect(differ(base, withStage(base, "half", { window: utc }))).toEqual([]);
  expect(differ(base, withStage(base, "half", { window: windowOf("2025-03-13", "2025-03-15") }))).toHaveLength(1);
});

it("MATERIAL-4  a value of any shape is one leaf, whatever the order of its keys", () => {
  expect(json({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(json({ a: [{ c: 2, d: 1 }], b: 1 }));
  expect(json([1, 2])).not.toBe(json([2, 1]));
});
