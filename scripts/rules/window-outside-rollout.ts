import type { Found, Rule } from "./rule.ts";
import { endsOf, windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowOutsideRollout: Rule = {
  name: "window-outside-rollout",
  severity: "error",
  check: ({ plan }) => {
    const rollout = endsOf(plan.rollout);
    if (rollout === null) return [];
    return windowed(plan)
      .filter(({ stage }) => stage.exposure !== null)
      .flatMap(({ index, stage, text, opens, closes }): readonly Found[] => {
        const early = isBefore(opens, rollout.opens) && "opens before the rollout does";
        const late = isBefore(rollout.closes, closes) && "closes after the rollout does";
        const clash = [early, late].filter((said) => said !== false).join(" and ");
        if (clash === "") return [];
        const message = `the window of stage ${quote(stage.name)} (${quote(text)}) ${clash} (${quote(rollout.text)}): move it inside, or change the rollout's window`;
        return [{ at: ["stages", index, "window"], message }];
      });
  },
};

const isBefore = (a: number | null, b: number | null) => a !== null && b !== null && a < b;
