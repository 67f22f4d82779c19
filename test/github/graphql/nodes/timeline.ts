import { iso } from "../../emulator/state/clock.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import type { Pull, PullEvent } from "../../emulator/state/threads.ts";
import type { Context } from "../context.ts";
import { actorNode } from "./actor.ts";
import { commitNode } from "./commit.ts";
import { reviewNode } from "./review.ts";

const itemTypes: Readonly<Record<PullEvent["kind"], string>> = {
  "force-push": "HEAD_REF_FORCE_PUSHED_EVENT",
  dismissed: "REVIEW_DISMISSED_EVENT",
  "base-changed": "BASE_REF_CHANGED_EVENT",
};

/** What happened to a pull request beside its commits and comments, oldest first. */
export function timelineNodes(context: Context, repository: Repository, pull: Pull, wanted: readonly string[] | null) {
  return pull.history
    .filter(({ kind }) => wanted === null || wanted.includes(itemTypes[kind]))
    .map((event) => eventNode(context, repository, pull, event));
}

function eventNode(context: Context, repository: Repository, pull: Pull, event: PullEvent): object {
  const common = { createdAt: iso(event.at), actor: () => actorNode(context, event.by) };
  switch (event.kind) {
    case "force-push":
      return {
        ...{ __typename: "HeadRefForcePushedEvent", ...common },
        beforeCommit: () => commitNode(context, repository, event.from),
        afterCommit: () => commitNode(context, repository, event.to),
      };
    case "dismissed": {
      const review = pull.reviews.find(({ id }) => id === event.review)!;
      const node = () => reviewNode(context, repository, pull, review);
      return { __typename: "ReviewDismissedEvent", ...common, review: node };
    }
    case "base-changed":
      return { __typename: "BaseRefChangedEvent", ...common, previousRefName: event.from, currentRefName: event.to };
  }
}
