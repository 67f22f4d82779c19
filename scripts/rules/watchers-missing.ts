import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

const address = /^@[a-z\d][\w-]*(?:\/[\w.-]+)?$/i;

export const watchersMissing: Rule = {
  name: "watchers-missing",
  severity: "warning",
  check: ({ plan: { rollback, stages } }) => {
    if (rollback === null || !stages.some(({ exposure }) => (exposure?.percent ?? 0) > 0)) return [];
    if (rollback.watchers.length === 0) {
      const message =
        "the rollback names nobody who watches the numbers after a promotion: add watchers: with the people to be told of a revert";
      return [{ at: ["rollback"], message }];
    }
    return rollback.watchers.flatMap((watcher, i): readonly Found[] => {
      if (address.test(watcher)) return [];
      const message = `watcher ${quote(watcher)} cannot be told of a revert: write a GitHub user or team, "@login" or "@org/team"`;
      return [{ at: ["rollback", "watchers", i], message }];
    });
  },
};
