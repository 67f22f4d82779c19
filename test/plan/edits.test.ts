import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { describeEdits } from "../../scripts/plan/edits.ts";
import { revertOf } from "../support/moves.ts";
import { plan, stage, windowOf, withStage } from "../support/plans.ts";

const base = plan();

describe("EDITS-1  an edit in words; what loosens says so", () => {
  it.each<[string, ReleasePlan, ReleasePlan, readonly string[]]>([
    ["nothing", base, base, []],
    ["owner", base, plan({ owner: "@tmarsh" }), ["owner changed from @rlindqvist to @tmarsh"]],
    [
      "an approval fewer",
      base,
      plan({ approvals: ["product"] }),
      ["loosens: approval of engineering no longer needed"],
    ],
    [
      "an approval more",
      base,
      plan({ approvals: ["product", "engineering", "octo"] }),
      ["approval of octo now needed"],
    ],
    [
      "a box ticked",
      plan({ validation: [{ done: false, text: "T" }] }),
      plan({ validation: [{ done: true, text: "T" }] }),
      ['"T" in validation ticked'],
    ],
    [
      "a box dropped",
      plan({ validation: [{ done: false, text: "T" }] }),
      plan({ validation: [] }),
      ['loosens: "T" in validation no longer asked'],
    ],
    [
      "clean-up added",
      base,
      plan({ cleanup: [...base.cleanup, { done: false, text: "T" }] }),
      ['"T" in cleanup added'],
    ],
    [
      "a watcher",
      base,
      plan({ rollback: { ...base.rollback!, watchers: ["@x"] } }),
      ["@tmarsh no longer watches the release", "@x now watches the release"],
    ],
    [
      "where a revert lands",
      base,
      plan({ rollback: { ...base.rollback!, to: "previous" } }),
      ["where a revert lands changed from nothing to previous"],
    ],
    ["no rollback", base, plan({ rollback: null }), ["rollback removed"]],
    [
      "a flag more",
      base,
      plan({ flags: [...base.flags, { ...base.flags[0]!, key: "b" }] }),
      ["loosens: flag b joins the plan"],
    ],
    ["a flag fewer", base, plan({ flags: [] }), ["flag form1095b_download leaves the plan"]],
    [
      "a variant",
      base,
      plan({ flags: [{ ...base.flags[0]!, variants: { on: "blue", off: false } }] }),
      ['loosens: variant on of form1095b_download changed from true to "blue"'],
    ],
    [
      "a revert resolved",
      plan({ reverts: [revertOf("half")] }),
      plan({ reverts: [revertOf("half", { resolved: "fixed" })] }),
      ["loosens: revert from half resolved: fixed"],
    ],
    ["a revert recorded", base, plan({ reverts: [revertOf("half")] }), ["revert from half recorded"]],
    [
      "a rollout",
      base,
      plan({ rollout: windowOf("2025-03-01", "2025-04-01") }),
      ["rollout moved from no window to 2025-03-01..2025-03-31"],
    ],
    [
      "the order of stages",
      base,
      plan({ stages: base.stages.toReversed() }),
      [
        "loosens: order of stages changed from uat, canary, half, full, week-check, month-check to month-check, week-check, full, half, canary, uat",
      ],
    ],
    [
      "a stage added",
      base,
      plan({ stages: [...base.stages, stage("year-check")] }),
      ["stage year-check added, for a check-in"],
    ],
    ["standing", base, plan({ standing: "uat" }), ["standing changed from planned to uat"]],
    ["timezone", base, plan({ timezone: "UTC" }), ["timezone changed from America/New_York to UTC"]],
  ])("%s", (_, from, to, expected) => expect(describeEdits(from, to)).toEqual(expected));
});

it("EDITS-2  what loosens comes first, and nothing is said twice", () => {
  const soak = Duration.fromISO("PT1H");
  const head = withStage({ ...base, owner: "@x", approvals: [] }, "half", {
    soak,
    window: windowOf("2025-03-12", "2025-03-20"),
  });
  expect(describeEdits(base, head)).toEqual([
    "loosens: approval of product no longer needed",
    "loosens: approval of engineering no longer needed",
    "loosens: window of half moved from 2025-03-13 to 2025-03-12..2025-03-19",
    "loosens: soak of half changed from P1D to PT1H",
    "owner changed from @rlindqvist to @x",
  ]);
});
