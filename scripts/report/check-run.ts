import { type Annotation, annotations } from "./check-run/annotations.ts";
import { page, pageLimit } from "./comment.ts";
import { title } from "./title.ts";
import { quietly, type Report } from "./value.ts";
import { cut } from "./words/plain.ts";

/** A check run as a forge is asked for it. Never neutral or skipped: GitHub lets those pass. */
export interface CheckRun {
  /** An unfinished check blocks and says "not yet"; both `error` and `fail` are a failure. */
  readonly conclusion: "success" | "failure" | "in_progress";
  readonly title: string;
  /** Markdown, below what GitHub takes. */
  readonly summary: string;
  /** At most 50, what GitHub takes in one request; worst first. */
  readonly annotations: readonly Annotation[];
}

const conclusions = { pass: "success", wait: "in_progress", error: "failure", fail: "failure" } as const;

export function checkRun(report: Report, more: string | null = null): CheckRun {
  return {
    conclusion: conclusions[report.outcome],
    title: cut(title(report), 200),
    summary: page(report, { ...quietly, more }, pageLimit),
    annotations: annotations(report).slice(0, 50),
  };
}
