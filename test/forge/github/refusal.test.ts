import { expect, it } from "vitest";
import { refusal } from "../../../scripts/forge/github/refusal.ts";

const answer = (status: number, message: string) => ({ status, message, response: { data: { message }, headers: {} } });

it.each([
  [405, "Base branch was modified. Review and try the merge again.", "moved"],
  [409, "Head branch was modified. Review and try the merge again.", "moved"],
  [409, "Head branch is out of date", "moved"],
  [405, 'Required status check "flag-gate" is expected.', "refused"],
  [405, "Repository rule violations found\n\nCannot update this protected ref.", "refused"],
  [405, "At least 1 approving review is required by reviewers with write access.", "refused"],
  [405, "Waiting on code owner review from example-org/platform.", "refused"],
  [405, "New changes require approval from someone other than the last pusher.", "refused"],
  [405, "Merge commits are not allowed on this repository.", "refused"],
  [405, "Repository rule violations found\n\nChanges must be made through the merge queue", "refused"],
  [405, "Pull Request is not mergeable", "refused"],
  [403, "Resource not accessible by integration", "refused"],
  [404, "Not Found", "refused"],
  [403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", "unknown"],
  [429, "Too many requests", "unknown"],
  [405, "Something nobody has seen before", "unknown"],
  [422, "Validation Failed", "unknown"],
])("REFUSAL-1  %i %s: %s", (status, message, kind) => {
  const why = message.replace(/\s+/g, " ");
  expect(refusal(answer(status, message))).toMatchObject({
    kind,
    why: status === 404 ? /no such/ : expect.stringContaining(why),
  });
});

it.each([
  answer(500, "Server Error"),
  answer(502, "Bad Gateway"),
  { status: 500, message: "socket hang up" },
  new Error("?"),
])("REFUSAL-2  no answer about the merge is no refusal: %j", (error) => expect(refusal(error)).toBeNull());
