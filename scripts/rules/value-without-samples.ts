import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const valueWithoutSamples: Rule = {
  name: "value-without-samples",
  severity: "error",
  check: ({ plan }) =>
    plan.metrics.flatMap(({ name, role, minSamples, measure }): readonly Found[] => {
      if (measure.kind !== "value" || role !== "guardrail" || measure.samples !== null) return [];
      if (measure.value.provider === "manual") return [];
      const message = `guardrail ${quote(name)} reads a value without saying how many events it speaks for, so its minSamples (${minSamples}) cannot be judged: add samples: with a query that counts them, or make it role: observe`;
      return [{ at: ["metrics", name], message }];
    }),
};
