import { describe, expect, it } from "vitest";
import type { Flag, ReleasePlan } from "../../scripts/flag/plan.ts";
import { differences } from "../../scripts/plan/difference.ts";
import { material } from "../../scripts/plan/material.ts";
import { raisedExposure } from "../../scripts/plan/raises.ts";
import { actor, percent, plan, stage, withStage } from "../support/plans.ts";

const why = (base: ReleasePlan, head: ReleasePlan) =>
  raisedExposure(base, head, differences(material(base), material(head))).flatMap((one) => one.why.split("; "));
const canary = plan({ standing: "canary" });
const flag = (parts: Partial<Flag>): readonly Flag[] => [{ ...canary.flags[0]!, ...parts }];
const actors = (...names: string[]) => ({ exposure: { actors: names.map(actor), percent: null } });

describe("RAISES-1  whoever would see a flag by a change that is no promotion", () => {
  it.each<[string, ReleasePlan, ReleasePlan, readonly string[]]>([
    ["nobody", canary, canary, []],
    ["lower", canary, withStage(canary, "canary", { exposure: percent(5) }), []],
    ["a later stage", canary, withStage(canary, "half", { exposure: percent(60) }), []],
    ["an actor fewer", canary, withStage(canary, "uat", actors("ada")), []],
    [
      "an actor more",
      canary,
      withStage(canary, "uat", actors("ada", "sam", "lee", "eve")),
      [
        "standing canary in production: 3 named actors and 10 % of users on main, 4 named actors and 10 % of users here",
        "stage uat in production: 3 named actors on main, 4 named actors here",
        "stage canary in production: 3 named actors and 10 % of users on main, 4 named actors and 10 % of users here",
      ],
    ],
    [
      "another actor",
      plan({ standing: "uat" }),
      withStage(plan({ standing: "uat" }), "uat", actors("ada", "sam", "eve")),
      [
        "standing uat in production: 3 named actors on main, 3 named actors here",
        "stage uat in production: 3 named actors on main, 3 named actors here",
      ],
    ],
    [
      "another environment",
      canary,
      { ...canary, stages: [stage("x", { environment: "staging", exposure: percent(5) }), ...canary.stages] },
      [
        "standing canary in staging: nobody on main, 5 % of users here",
        "stage uat in staging: nobody on main, 5 % of users here",
        "stage canary in staging: nobody on main, 5 % of users here",
      ],
    ],
    [
      "another flag in a live plan",
      canary,
      { ...canary, flags: [...canary.flags, ...flag({ key: "b" })] },
      ["flag b, new in this plan, in production: nobody on main, 3 named actors and 10 % of users here"],
    ],
    [
      "off said otherwise while people see it",
      canary,
      { ...canary, flags: flag({ variants: { on: true, off: "no" } }) },
      ['flag form1095b_download off: false on main, "no" here, for everyone who does not see it'],
    ],
    ["another flag in a plan at planned", plan(), plan({ flags: [...canary.flags, ...flag({ key: "b" })] }), []],
    [
      "another value for everyone else",
      canary,
      { ...canary, flags: flag({ variants: { on: true, off: true } }) },
      ["flag form1095b_download off: false on main, true here, for everyone who does not see it"],
    ],
    [
      "on and off swapped before anybody sees it",
      plan(),
      plan({ flags: flag({ variants: { on: false, off: true } }) }),
      ["flag form1095b_download off: false on main, true here, for everyone who does not see it"],
    ],
    [
      "another value for those who see it",
      canary,
      { ...canary, flags: flag({ variants: { on: "blue", off: false } }) },
      [],
    ],
    ["off corrected before anybody sees it", plan(), plan({ flags: flag({ variants: { on: true, off: "no" } }) }), []],
  ])("%s", (_, base, head, expected) => expect(why(base, head)).toEqual(expected));
});
