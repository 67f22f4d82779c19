import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const environmentOrder: Rule = {
  name: "environment-order",
  severity: "error",
  check: ({ plan, settings }) => {
    const order = settings.environments.map(({ name }) => name);
    let highest = -1;
    return plan.stages.flatMap((stage, index): readonly Found[] => {
      const place = order.indexOf(stage.environment);
      if (place >= highest || place === -1) {
        highest = Math.max(highest, place);
        return [];
      }
      const message = `stage ${quote(stage.name)} is in ${quote(stage.environment)} after a stage in ${quote(order[highest]!)}: a plan climbs ${order.map(quote).join(", then ")}; move the stage further up in the file`;
      return [{ at: ["stages", index, "environment"], message }];
    });
  },
};
