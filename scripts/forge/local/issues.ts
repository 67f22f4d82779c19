import type { Forge, Issue } from "../forge.ts";
import { GitError } from "../git/error.ts";
import { type IssueRecord, nextNumber, replacing } from "./ledger.ts";
import { type Local, urlOf } from "./world.ts";

export function issuesOf(local: Local): Pick<Forge, "issues" | "raiseIssue" | "closeIssue"> {
  const shown = ({ number, label, key, title }: IssueRecord): Issue => ({
    number,
    label,
    key,
    title,
    url: urlOf(local, number),
  });
  return {
    async issues(label) {
      const { issues } = await local.ledger.read();
      return issues.filter((issue) => issue.label === label && issue.closed === null).map(shown);
    },
    raiseIssue: ({ label, key, title, body }) =>
      local.ledger.change((ledger) => {
        const open = ledger.issues.find((issue) => issue.label === label && issue.key === key && issue.closed === null);
        const issue = { number: open?.number ?? nextNumber(ledger), label, key, title, body, closed: null };
        return { ledger: { ...ledger, issues: replacing(ledger.issues, issue) }, answer: shown(issue) };
      }),
    closeIssue: (number, because) =>
      local.ledger.change((ledger) => {
        const issue = ledger.issues.find((known) => known.number === number);
        if (!issue) throw new GitError("unknown", `there is no issue ${number} in ${local.git.root}`);
        const closed = { ...issue, closed: issue.closed ?? because };
        return { ledger: { ...ledger, issues: replacing(ledger.issues, closed) }, answer: undefined };
      }),
  };
}
