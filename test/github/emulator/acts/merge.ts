import { between } from "../../git/graph.ts";
import { mergeTrees } from "../../git/merge.ts";
import { commitAt } from "../../git/repository.ts";
import { Refusal } from "../http/refusal.ts";
import { mayBypass, ruleOf, rulesOn } from "../rules/applying.ts";
import { allowedMethods, mergeability } from "../rules/blockers.ts";
import { unsigned } from "../rules/signatures.ts";
import { type MergeMethod, type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { makeCommit, signatureOf, webFlow } from "./commit.ts";
import { closeNamed } from "./discuss.ts";
import { type Doer, emitPull } from "./emit.ts";
import { moveBranch } from "./move.ts";

export interface Merging {
  readonly method?: MergeMethod;
  /** The head that was looked at; a merge of another is refused. There is no such thing for base. */
  readonly sha?: string;
  readonly title?: string;
  readonly message?: string;
}

const refuse = (why: string) => new Refusal(405, why);

/** Merges a pull request. Throws 405 where it cannot be merged (now) and 409 where the head moved. */
export function mergePull(world: World, repository: Repository, pull: Pull, merging: Merging, by: Doer): string {
  world.hooks.beforeMerge?.(repository, pull);
  if (pull.state !== "open" || pull.draft) throw refuse("Pull Request is not mergeable");
  const { base, head, tree, blocked } = mergeability(world, repository, pull, by.token);
  if (merging.sha !== undefined && merging.sha !== head) {
    throw new Refusal(409, "Head branch was modified. Review and try the merge again.");
  }
  if (tree === null) throw refuse("Pull Request is not mergeable");
  if (blocked.length > 0) throw refuse(`Repository rule violations found\n\n${blocked.join("\n\n")}`);
  const method = merging.method ?? "merge";
  if (!allowedMethods(repository, pull.base).includes(method)) {
    const names = { merge: "Merge commits", squash: "Squash merges", rebase: "Rebase merges" };
    throw refuse(`${names[method]} are not allowed on this repository.`);
  }
  const signing = ruleOf(rulesOn(repository, pull.base), "required_signatures").filter(
    ({ ruleset }) => !mayBypass(world, ruleset, by.token, true),
  );
  const why = signing.length === 0 ? null : unsigned(repository.git, pull, { base, head, method, by: by.login });
  if (why !== null) throw refuse(`Repository rule violations found\n\n${why}`);
  world.hooks.midMerge?.(repository, pull);
  const commit = committed(world, repository, pull, { base, head, tree, method, merging, by });
  if (tip(repository, pull.base) !== base) throw refuse("Base branch was modified. Review and try the merge again.");
  const at = world.clock.now();
  Object.assign(pull, {
    state: "closed",
    closedAt: at,
    updatedAt: at,
    baseOid: base,
    merged: { by: by.login, at, commit },
  });
  moveBranch(world, repository, { branch: pull.base, to: commit, by, merging: true });
  emitPull(world, repository, "pull_request", pull, { action: "closed" }, by);
  if (pull.base === repository.defaultBranch) closeNamed(world, repository, pull, by);
  if (repository.settings.deleteBranchOnMerge && pull.head.repository === repository)
    moveBranch(world, repository, { branch: pull.head.ref, to: null, by });
  return commit;
}

interface Ready {
  readonly base: string;
  readonly head: string;
  readonly tree: string;
  readonly method: MergeMethod;
  readonly merging: Merging;
  readonly by: Doer;
}

function committed(world: World, repository: Repository, pull: Pull, ready: Ready): string {
  const { base, head, tree, method, merging, by } = ready;
  const at = world.clock.now();
  const write = (author: string, message: string, parents: readonly string[]) =>
    makeCommit(repository.git, {
      parents,
      tree,
      message,
      author: signatureOf(world, author, at),
      committer: webFlow(at),
    });
  const message = (title: string, body: string) =>
    [merging.title ?? title, merging.message ?? body].filter(Boolean).join("\n\n");
  switch (method) {
    case "merge":
      return write(by.login, message(`Merge pull request #${pull.number} from ${pull.head.ref}`, pull.title), [
        base,
        head,
      ]);
    case "squash":
      return write(pull.author, message(`${pull.title} (#${pull.number})`, ""), [base]);
    case "rebase":
      return rebased(world, repository, base, head);
  }
}

/** Each commit of the head once more, on base. */
function rebased(world: World, { git }: Repository, base: string, head: string): string {
  return between(git, base, head).reduce((onto, { oid, parents, author, message }) => {
    const [before, ours, theirs] = [parents[0]!, onto, oid].map((one) => commitAt(git, one).tree);
    const tree = mergeTrees(git, before!, ours!, theirs!);
    if (tree === null || parents.length > 1) throw refuse("This branch can't be rebased");
    return makeCommit(git, { parents: [onto], tree, message, author, committer: webFlow(world.clock.now()) });
  }, base);
}
