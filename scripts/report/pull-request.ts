import { createHash } from "node:crypto";
import type { PullRequest } from "../flag/review.ts";
import type { Outcome } from "../gates/gate.ts";
import { checkRun } from "./check-run.ts";
import { lasting } from "./comment/same.ts";
import { comment } from "./comment.ts";
import { title } from "./title.ts";
import type { Report } from "./value.ts";

/** What a forge is told of a pull request. People who must act are mentioned, unless it is a draft. */
export function checkReport(
  report: Report,
  pullRequest: PullRequest,
  more: string | null = null,
): { readonly outcome: Outcome; readonly title: string; readonly comment: string } {
  const writing = { pullRequest, mention: !pullRequest.draft, more };
  return { outcome: report.outcome, title: title(report), comment: comment(report, writing) };
}

/** The whole of it: comment, check run, and a digest that only news changes, so that waiting alone writes nothing. */
export function forgeReport(report: Report, pullRequest: PullRequest) {
  const { summary, annotations } = checkRun(report);
  const said = { ...checkReport(report, pullRequest), summary, annotations };
  return {
    ...said,
    lasting: createHash("sha256")
      .update(lasting(JSON.stringify(said)))
      .digest("hex")
      .slice(0, 16),
  };
}
