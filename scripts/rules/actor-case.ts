import type { Path } from "../load/diagnostic.ts";
import type { Found, Rule } from "./rule.ts";

export const actorCase: Rule = {
  name: "actor-case",
  severity: "warning",
  check: ({ plan }) => {
    const first = new Map<string, string>();
    return plan.stages.flatMap(({ exposure }, index) =>
      (exposure?.actors ?? []).flatMap(({ id }, i): readonly Found[] => {
        if (id.kind === "secret") return [];
        const at: Path = ["stages", index, "exposure", "actors", i, "id"];
        const lower = id.value.toLowerCase();
        const twin = first.get(lower);
        if (twin === undefined) first.set(lower, id.value);
        if (twin !== undefined && twin !== id.value) {
          const message = `the id of actor ${i + 1} differs from an earlier one in upper and lower case only: stores compare ids letter by letter, so these are two people; write the id as the application sends it`;
          return [{ at, message }];
        }
        if (!id.value.includes("@") || lower === id.value) return [];
        const message = `the id of actor ${i + 1} is like an e-mail address and has upper-case letters: stores compare ids letter by letter and many applications send addresses in lower case; write it as the application sends it`;
        return [{ at, message }];
      }),
    );
  },
};
