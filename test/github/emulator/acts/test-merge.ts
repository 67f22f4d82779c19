import { mergedTree } from "../../git/merge.ts";
import type { Repository } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { makeCommit, webFlow } from "./commit.ts";

/** `refs/pull/N/head` and `/merge`: what workflows of the pull request run from. There is no merge of a conflict: false. */
export function testMerge(world: World, { git }: Repository, pull: Pull): boolean {
  const base = git.refs.get(`refs/heads/${pull.base}`)!;
  git.refs.set(`refs/pull/${pull.number}/head`, pull.headOid);
  const tree = mergedTree(git, base, pull.headOid);
  const by = webFlow(world.clock.now());
  const message = `Merge ${pull.headOid} into ${base}`;
  const merge = tree && makeCommit(git, { parents: [base, pull.headOid], tree, message, author: by, committer: by });
  git.refs.set(`refs/pull/${pull.number}/merge`, merge);
  return merge !== null;
}
