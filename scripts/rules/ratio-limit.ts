import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const ratioLimit: Rule = {
  name: "ratio-limit",
  severity: "error",
  check: ({ plan }) =>
    plan.metrics.flatMap(({ name, measure }): readonly Found[] => {
      if (measure.kind !== "ratio") return [];
      const { max } = measure.objective;
      if (max > 0 && max < 1) return [];
      const cure =
        max > 0
          ? "write the share that is still accepted, such as 0.01"
          : "for none at all write kind: count with objective: { max: 0 }";
      const message = `metric ${quote(name)} is a ratio with the limit ${max}, which no test can judge (it must lie between 0 and 1): ${cure}`;
      return [{ at: ["metrics", name, "objective", "max"], message }];
    }),
};
