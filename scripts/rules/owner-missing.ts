import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

const standIn =
  /^@?(?:tb[dc]|todo|fixme|fill[_-]?in|none|nobody|unknown|unassigned|me|you|x+|(?:your[_-]?)?(?:name|login|user|username|owner|team|handle)|(?:your[_-]?)?org\/(?:your[_-]?)?team)$/i;
const address = /^@[a-z\d][\w-]*(?:\/[\w.-]+)?$/i;

export const ownerMissing: Rule = {
  name: "owner-missing",
  severity: "warning",
  check: ({ plan: { owner } }) => {
    if (address.test(owner) && !standIn.test(owner)) return [];
    const message = `${quote(owner)} is nobody who can be asked when something is wrong: write the GitHub user or team that answers for this plan, "@login" or "@org/team"`;
    return [{ at: ["owner"], message }];
  },
};
