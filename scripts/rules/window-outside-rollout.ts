import type { DateTime } from "luxon";
import type { Found, Rule } from "./rule.ts";
import { backwards, windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowOutsideRollout: Rule = {
  name: "window-outside-rollout",
  severity: "error",
  check: ({ plan: { stages, rollout } }) => {
    if (rollout === null || backwards(rollout)) return [];
    return windowed({ stages })
      .filter(({ stage }) => stage.exposure !== null)
      .flatMap(({ index, stage, window }): readonly Found[] => {
        const early = isBefore(window.opens, rollout.opens) && "opens before the rollout does";
        const late = isBefore(rollout.closes, window.closes) && "closes after the rollout does";
        const clash = [early, late].filter((text) => text !== false).join(" and ");
        if (clash === "") return [];
        const message = `the window of stage ${quote(stage.name)} (${quote(window.text)}) ${clash} (${quote(rollout.text)}): move it inside, or change the rollout's window`;
        return [{ at: ["stages", index, "window"], message }];
      });
  },
};

const isBefore = (a: DateTime | null, b: DateTime | null) => a !== null && b !== null && a < b;
