import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const duplicateNames: Rule = {
  name: "duplicate-names",
  severity: "error",
  check: ({ plan: { stages } }) => {
    const first = new Map<string, number>();
    return stages.flatMap(({ name }, index) => {
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, index);
        return [];
      }
      const message = `stages ${earlier + 1} and ${index + 1} are both named ${quote(name)}: a standing must name one stage; rename one of them`;
      return [{ at: ["stages", index, "name"], message }];
    });
  },
};
