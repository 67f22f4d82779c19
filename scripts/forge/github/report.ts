import type { PullRequestReport } from "../forge.ts";
import { putCheck } from "./check.ts";
import { putComment, saidBefore } from "./comment.ts";
import { GithubError } from "./error.ts";
import { lookAt } from "./snapshot.ts";
import type { Github } from "./world.ts";

/** Null: nothing to say to people, only a check. */
type Said = Omit<PullRequestReport, "comment"> & { readonly comment: string | null };

/**
 * Says what was found on a pull request: the check run first, because it is what blocks or lets through, then the
 * comment. Each is written only where it changed. Throws where there is no such pull request.
 */
export async function reportPull(github: Github, number: number, report: Said): Promise<void> {
  const known = github.pass.seen.get(number);
  const seen = known?.node.headRefOid === report.head ? known : await lookAt(github, number);
  if (seen === null) {
    throw new GithubError("not-found", `there is no pull request ${number} in ${github.owner}/${github.name}`);
  }
  if (!seen.sharesHead) await putCheck(github, seen, report);
  if (report.comment !== null) await putComment(github, seen, report.comment, report.lasting ?? null);
}

/** The check of a head that changes nothing of ours. A comment is only changed where there was one to say so. */
export async function passBy(github: Github, number: number, head: string): Promise<void> {
  const known = github.pass.seen.get(number);
  const comment = known !== undefined && (await saidBefore(github, known)) ? nothing : null;
  await reportPull(github, number, { head, outcome: "pass", title: nothing, comment });
}

const nothing = "No release plan changes here.";
