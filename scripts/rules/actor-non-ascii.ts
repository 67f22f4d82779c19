import type { Rule } from "./rule.ts";

export const actorNonAscii: Rule = {
  name: "actor-non-ascii",
  severity: "warning",
  check: ({ plan }) =>
    plan.stages.flatMap(({ exposure }, index) =>
      (exposure?.actors ?? []).flatMap(({ id }, i) => {
        if (id.kind === "secret" || /^[ -~]*$/.test(id.value)) return [];
        const message = `the id of actor ${i + 1} has a character outside printable ASCII: SDKs of one store encode such ids differently, so the flag can be on in one service and off in the next; name the person by another id`;
        return [{ at: ["stages", index, "exposure", "actors", i, "id"], message }];
      }),
    ),
};
