import { code, prose, row, tableHead } from "../report/comment/markdown.ts";
import { page } from "../report/comment.ts";
import { title } from "../report/title.ts";
import { quietly } from "../report/value.ts";
import type { Gated } from "../workflows/gate.ts";
import type { Merge } from "../workflows/merge.ts";

/** Characters for all pull requests of a pass: what a comment had to cut is whole here. GitHub takes 1 MiB. */
const longest = 900_000;

/** One pass as Markdown: a table of the pull requests, then what each was told. Nobody is mentioned. */
export function gateSummary(gated: readonly Gated[]): string {
  const ours = gated.filter(({ kind }) => kind !== "not-ours");
  if (ours.length === 0) return "No open pull request moves a plan.\n";
  const rows = ours.map((one) => row([`#${one.pullRequest.number}`, ...saidOf(one)]));
  const share = Math.floor(longest / ours.length);
  const pages = ours.flatMap((one) =>
    one.kind === "judged" ? [`### #${one.pullRequest.number}\n\n${page(one.check, quietly, share)}`] : [],
  );
  return [[tableHead(["", "verdict", "merge"]), ...rows].join("\n"), ...pages].join("\n\n");
}

/** What is to be looked at: a Go that was not merged, or whose merge was taken back. */
export function unmerged(gated: readonly Gated[]): readonly string[] {
  return gated.flatMap((one) => {
    const trouble = one.kind === "judged" ? troubleOf(one.merge) : null;
    return trouble === null ? [] : [`#${one.pullRequest.number} ${trouble}`];
  });
}

function troubleOf(merge: Merge): string | null {
  switch (merge.kind) {
    case "refused":
    case "unknown":
      return `is Go and was not merged: ${merge.why}`;
    case "undone":
      return `was merged and ${merge.undo.kind === "committed" ? "taken back" : "must be taken back"}: ${merge.why}`;
    case "merged":
    case "moved":
    case "kept":
      return null;
  }
}

function saidOf(one: Gated): readonly string[] {
  switch (one.kind) {
    case "judged":
      return [prose(title(one.check)), mergeOf(one.merge)];
    case "unreadable":
      return [`Cannot tell: ${prose(one.why)}`, ""];
    case "not-ours":
      return ["", ""];
  }
}

function mergeOf(merge: Merge): string {
  if (merge.kind === "undone" && merge.undo.kind !== "committed") return `**to be undone**: ${prose(merge.why)}`;
  return merge.kind === "merged"
    ? `merged as ${code(merge.commit.slice(0, 10))}`
    : `${merge.kind}: ${prose(merge.why)}`;
}
