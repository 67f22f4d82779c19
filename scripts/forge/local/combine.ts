import type { MergeRequest } from "../forge.ts";
import { GitError } from "../git/error.ts";
import { fields } from "../git/raw.ts";
import type { Git } from "../git/run.ts";
import { type Person, writeCommit } from "../git/write.ts";

/** A commit that says what base and head say together, or why there is none. */
export type Combined =
  | { readonly kind: "commit"; readonly commit: string }
  | { readonly kind: "none"; readonly why: string };

/** Builds the merge; no ref, index or work tree is touched. */
export async function combine(git: Git, request: MergeRequest, committer: Person): Promise<Combined> {
  return request.method === "rebase" ? replay(git, request, committer) : join(git, request, committer);
}

async function join(
  git: Git,
  { base, head, method, title, message, at }: MergeRequest,
  committer: Person,
): Promise<Combined> {
  const tree = await mergedTree(git, base, head);
  if (tree.kind === "none") return tree;
  const [last] = await steps(git, ["--max-count=1", head]);
  const author = method === "squash" && last ? { name: last.name, email: last.email } : committer;
  const text = message.trim() === "" ? title : `${title}\n\n${message}`;
  const merged = method === "merge" ? { merged: head } : {};
  const commit = await writeCommit(git, {
    parent: base,
    ...merged,
    tree: tree.tree,
    message: text,
    author,
    committer,
    at,
  });
  return { kind: "commit", commit };
}

/**
 * Each commit of the head again on top of base. A three-way merge with the commit's own parent as the common ancestor
 * is its cherry-pick; git before 2.40 takes no ancestor, so base's tree is dressed as a child of that parent.
 */
async function replay(git: Git, { base, head, at }: MergeRequest, committer: Person): Promise<Combined> {
  let current = base;
  for (const step of await steps(git, ["--reverse", "--topo-order", head, `^${base}`])) {
    const [parent, ...others] = step.parents;
    if (parent === undefined || others.length > 0) {
      return {
        kind: "none",
        why: `${step.id.slice(0, 10)} is a merge or a first commit, which cannot be rebased; merge with squash or merge`,
      };
    }
    const before = await treeOf(git, current);
    const dressed = { parent, tree: before, message: "", author: committer, committer, at };
    const ours = parent === current ? current : await writeCommit(git, dressed);
    const tree = await mergedTree(git, ours, step.id);
    if (tree.kind === "none") return tree;
    if (tree.tree === before) continue; // base has it already
    const author = { name: step.name, email: step.email, at: step.date };
    current = await writeCommit(git, {
      parent: current,
      tree: tree.tree,
      message: step.message,
      author,
      committer,
      at,
    });
  }
  return current === base
    ? { kind: "none", why: "the base branch has all of it already" }
    : { kind: "commit", commit: current };
}

type Tree = { readonly kind: "tree"; readonly tree: string } | { readonly kind: "none"; readonly why: string };

async function mergedTree(git: Git, ours: string, theirs: string): Promise<Tree> {
  const { code, out } = await git.run(
    "merge-tree",
    ["--write-tree", "-z", "--name-only", "--no-messages", ours, theirs],
    {
      accept: [1],
    },
  );
  const [tree, ...conflicts] = fields(out);
  if (code === 0 && tree !== undefined) return { kind: "tree", tree };
  const files = conflicts.filter((path) => path !== "");
  return {
    kind: "none",
    why: `both sides changed ${files.slice(0, 5).join(", ")}${files.length > 5 ? " and more" : ""}; bring the branch up to date and settle it there`,
  };
}

async function treeOf(git: Git, commit: string): Promise<string> {
  const { out } = await git.run("rev-parse", ["--verify", "--end-of-options", `${commit}^{tree}`]);
  return out.toString().trim().split("\n").at(-1)!;
}

interface Step {
  readonly id: string;
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  readonly date: string;
  readonly message: string;
}

async function steps(git: Git, args: readonly string[]): Promise<readonly Step[]> {
  const { out } = await git.run("log", [
    "-z",
    "--date=raw",
    "--format=%H%x00%P%x00%an%x00%ae%x00%ad%x00%B",
    ...args,
    "--",
  ]);
  const found = out.toString("utf8").split("\0");
  const all: Step[] = [];
  for (let at = 0; at + 6 <= found.length; at += 6) {
    const [id, parents, name, email, date, message] = found.slice(at, at + 6) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    all.push({ id, parents: parents.split(" ").filter(Boolean), name, email, date, message });
  }
  return all;
}

export function unrelated(error: unknown): boolean {
  return error instanceof GitError && /unrelated histories/.test(error.message);
}
