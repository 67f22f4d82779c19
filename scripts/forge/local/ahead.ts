import { type Login, loginOf } from "../git/login.ts";
import type { Git } from "../git/run.ts";

/** What a branch adds to the base branch. */
export interface Ahead {
  /** Newest first; empty where it adds nothing. */
  readonly subjects: readonly string[];
  /** Who wrote its oldest commit. */
  readonly author: string;
  /** Everyone who wrote or committed one of its commits, newest first. */
  readonly people: readonly string[];
}

interface Node {
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer: string;
  readonly subject: string;
}

const format = "%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%s";

/** What each of many tips adds to the base commit, in one process however many there are. */
export async function aheadOf(
  git: Git,
  base: string,
  tips: readonly string[],
  logins: Login,
): Promise<ReadonlyMap<string, Ahead>> {
  if (tips.length === 0) return new Map();
  const { out } = await git.run("log", ["-z", "--topo-order", `--format=${format}`, "--stdin"], {
    input: `${tips.join("\n")}\n^${base}\n`,
  });
  const nodes = new Map<string, Node>();
  const found = out.toString("utf8").split("\0");
  for (let at = 0; at + 7 <= found.length; at += 7) {
    const [id, parents, name, email, committerName, committerEmail, subject] = found.slice(at, at + 7) as Seven;
    nodes.set(id, {
      parents: parents.split(" "),
      author: loginOf(logins, { name, email }),
      committer: loginOf(logins, { name: committerName, email: committerEmail }),
      subject,
    });
  }
  return new Map(tips.map((tip) => [tip, ahead(nodes, tip)]));
}

type Seven = [string, string, string, string, string, string, string];

/** Everything a tip reaches among the commits that base does not have, in the order git listed them: newest first. */
function ahead(nodes: ReadonlyMap<string, Node>, tip: string): Ahead {
  const reached = new Set<string>();
  const waiting = [tip];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id) || !nodes.has(id)) continue;
    reached.add(id);
    waiting.push(...nodes.get(id)!.parents);
  }
  const own = [...nodes].filter(([id]) => reached.has(id)).map(([, node]) => node);
  return {
    subjects: own.map(({ subject }) => subject),
    author: own.at(-1)?.author ?? "",
    people: [...new Set(own.flatMap(({ author, committer }) => [author, committer]))],
  };
}
