import { createHash } from "node:crypto";
import type { PullRequest } from "../flag/review.ts";
import type { Outcome } from "../gates/gate.ts";
import { checkRun } from "./check-run.ts";
import { lasting } from "./comment/same.ts";
import { comment } from "./comment.ts";
import { title } from "./title.ts";
import { type Merging, quietly, type Report } from "./value.ts";

/** What is known of a pass beside the verdict. */
export interface Told {
  readonly merging: Merging | null;
  /** Address of the run that shows all of it. */
  readonly more: string | null;
}

const nothing: Told = { merging: null, more: null };

/** What a forge is told of a pull request. People who must act are mentioned, unless it is a draft. */
export function checkReport(
  report: Report,
  pullRequest: PullRequest,
  told: Told = nothing,
): { readonly outcome: Outcome; readonly title: string; readonly comment: string } {
  const writing = { ...quietly, ...told, pullRequest, mention: !pullRequest.draft };
  return { outcome: report.outcome, title: title(report), comment: comment(report, writing) };
}

/**
 * The whole of it: comment, check run, and a digest that only news changes, so that waiting alone writes nothing. Which
 * run says it is no news: a page that is cut names the run that wrote it.
 */
export function forgeReport(report: Report, pullRequest: PullRequest, told: Told = nothing) {
  const said = (more: string | null) => {
    const { summary, annotations } = checkRun(report, more);
    return { ...checkReport(report, pullRequest, { ...told, more }), summary, annotations };
  };
  return {
    ...said(told.more),
    lasting: createHash("sha256")
      .update(lasting(JSON.stringify(said(null))))
      .digest("hex")
      .slice(0, 16),
  };
}
