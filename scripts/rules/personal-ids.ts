import { personal } from "../flag/personal.ts";
import type { Path } from "../load/diagnostic.ts";
import type { Rule } from "./rule.ts";

/** Says where, never what: the message goes to logs that more people read than the plan. */
export const personalIds: Rule = {
  name: "personal-ids",
  severity: "warning",
  check: ({ plan }) =>
    plan.stages.flatMap(({ exposure }, index) =>
      (exposure?.actors ?? []).flatMap(({ name, id }, i) => {
        const at: Path = ["stages", index, "exposure", "actors", i];
        const texts = [{ key: "name", text: name }, ...(id.kind === "plain" ? [{ key: "id", text: id.value }] : [])];
        return texts.flatMap(({ key, text }) => {
          const kind = personal(text);
          if (kind === null) return [];
          const message = `the ${key} of actor ${i + 1} is ${kind}, which is personal data in a file that everybody can read: write id: { secret: NAME } and keep the id in an environment variable of that name`;
          return [{ at: [...at, key], message }];
        });
      }),
    ),
};
