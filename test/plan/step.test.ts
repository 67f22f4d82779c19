import { describe, expect, it } from "vitest";
import { step } from "../../scripts/plan/step.ts";
import { plan } from "../support/plans.ts";

describe("STEP-1  a plan climbs one rung of main's ladder, or falls any number", () => {
  const rows = `
    planned     -> planned     | none
    planned     -> uat         | up
    uat         -> canary      | up
    week-check  -> month-check | up
    month-check -> retired     | retire
    half        -> canary      | down
    half        -> planned     | down
    uat         -> full        | move.skips-stage: uat to full skips "canary", "half"
    planned     -> month-check | move.skips-stage: planned to month-check skips "uat", "canary", "half", "full", "week-check"
    planned     -> retired     | move.retires-early: form1095b retires from its last stage "month-check" only, and it stands in "planned"
    full        -> retired     | move.retires-early: form1095b retires from its last stage "month-check" only, and it stands in "full"
    uat         -> canry       | move.unknown-stage: main's ladder of form1095b has no "canry": it reads planned, uat, canary, half, full, week-check, month-check, retired
    gone        -> uat         | move.unknown-stage: main's ladder of form1095b has no "gone": it reads planned, uat, canary, half, full, week-check, month-check, retired
    retired     -> uat         | move.leaves-retired: form1095b is retired on main and its flags are gone from the stores; it cannot become uat
    retired     -> planned     | move.leaves-retired: form1095b is retired on main and its flags are gone from the stores; it cannot become planned`;
  const table = rows
    .trim()
    .split("\n")
    .map((row) => row.split(/ *-> *| +\| +/).map((cell) => cell.trim()));

  it.each(table)("%s -> %s is %s", (from, to, expected) => {
    const answer = step(plan({ standing: from! }), plan({ standing: to! }));
    const { reason, why } = answer.kind === "refused" ? answer.objection : { reason: answer.kind, why: "" };
    expect(why ? `${reason}: ${why}` : reason).toBe(expected);
  });
});

it("STEP-2  a shorter ladder in the pull request skips nothing: main's ladder is the one climbed", () => {
  const base = plan({ standing: "uat" });
  const head = plan({ standing: "half", stages: base.stages.filter(({ name }) => name !== "canary") });
  expect(step(base, head)).toMatchObject({ kind: "refused", objection: { reason: "move.skips-stage" } });
});

it("STEP-3  a stage that only the pull request has is not climbed to", () => {
  const base = plan({ standing: "canary" });
  const stages = base.stages.map((one) => (one.name === "half" ? { ...one, name: "quarter" } : one));
  expect(step(base, plan({ standing: "quarter", stages }))).toMatchObject({
    kind: "refused",
    objection: { reason: "move.unknown-stage", cure: expect.stringContaining("pull request of its own") },
  });
});
