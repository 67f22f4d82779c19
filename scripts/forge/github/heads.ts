import type { Repository } from "../forge.ts";
import { commits } from "../git/commits.ts";
import { type Git, gitIn } from "../git/run.ts";
import { repositoryOf } from "../git.ts";
import { type Fetching, fetchRefs, type Remote } from "./fetch.ts";

/** GitHub's commits as a local repository of our own, filled as they are asked for. */
export interface Heads {
  readonly repository: Repository;
  /** Brings what pull requests and base point at; one git process for all of them. What could not be had is told by number. */
  bring(base: string, pulls: ReadonlyMap<number, string>): Promise<ReadonlyMap<number, string>>;
  /** Says where a branch is now, so that it need not be asked. */
  knows(branch: string, tip: string): void;
  /** The commit so many steps down the first parents, or null. */
  below(commit: string, steps: number): Promise<string | null>;
  /** How many commits, merges left out, are in one and not in the other. */
  count(base: string, head: string): Promise<number>;
}

const oid = /^[0-9a-f]{40}$/;

/**
 * Objects go to a bare repository beside the checkout: nothing in it is ever checked out or run, and what people push
 * to pull requests never reaches the checkout's own objects, refs or settings. Branch names mean GitHub's branches,
 * not the checkout's. The base branch is asked for once, others each time.
 */
export function headsOf(remote: Remote, folder: string, baseBranch: string): Heads {
  const git = gitIn(folder);
  const inner = repositoryOf(git);
  const tips = new Map<string, string>();
  const fetch = (wanted: readonly Fetching[]) => fetchRefs(git, remote, wanted);

  const bringBase = async () => {
    await fetch([{ from: `refs/heads/${baseBranch}`, to: `refs/heads/${baseBranch}` }]);
    const [tip] = await commits(git, [`refs/heads/${baseBranch}`]);
    if (tip) tips.set(baseBranch, tip.id);
  };
  /** The commit id of a name, fetched; null where GitHub has no such thing. */
  const idOf = async (name: string): Promise<string | null> => {
    if (name === baseBranch && !tips.has(name)) await bringBase();
    const known = oid.test(name) ? name : tips.get(name);
    if (known !== undefined) {
      if (!(await present(git, known))) await fetch([{ from: known, to: null }]).catch(gone);
      return (await present(git, known)) ? known : null;
    }
    if (!speakable(name)) return null;
    const ref = `refs/flaghoist/branches/${name}`;
    await git.run("update-ref", ["-d", ref]);
    await fetch([{ from: `refs/heads/${name}`, to: ref }]).catch(gone);
    return (await commits(git, [ref]))[0]?.id ?? null;
  };
  const resolved = async (names: readonly string[]) =>
    Promise.all(names.map(async (name) => (await idOf(name)) ?? name));

  return {
    knows: (branch, tip) => void tips.set(branch, tip),
    async bring(base, pulls) {
      tips.set(baseBranch, base);
      return bringAll(git, fetch, { base, baseBranch, pulls });
    },
    below: async (commit, steps) => (await commits(git, [`${commit}~${steps}`]))[0]?.id ?? null,
    async count(base, head) {
      const { out } = await git.run("rev-list", ["--count", "--no-merges", `${base}..${head}`]);
      return Number(out.toString().trim());
    },
    repository: {
      async commit(ref) {
        const id = await idOf(ref);
        return id === null ? null : inner.commit(id);
      },
      async compare(base, head) {
        const [from, to] = await Promise.all([idOf(base), idOf(head)]);
        return inner.compare(from ?? base, to ?? head);
      },
      async isAncestor(ancestor, of) {
        const [a, b] = await resolved([ancestor, of]);
        return inner.isAncestor(a!, b!);
      },
      async mergeBase(one, other) {
        const [a, b] = await resolved([one, other]);
        return inner.mergeBase(a!, b!);
      },
      tree: async (commit, under) => inner.tree((await resolved([commit]))[0]!, under),
      async diff(base, head) {
        const [a, b] = await resolved([base, head]);
        return inner.diff(a!, b!);
      },
      read: (oids, most) => inner.read(oids, most),
      history: async (ref, path, atMost) => inner.history((await resolved([ref]))[0]!, path, atMost),
      grep: async (commit, words, except) => inner.grep((await resolved([commit]))[0]!, words, except),
    },
  };
}

interface Bringing {
  readonly base: string;
  readonly baseBranch: string;
  readonly pulls: ReadonlyMap<number, string>;
}

/** All at once; where that fails each by itself, so that one that cannot be had does not keep the others away. */
async function bringAll(
  git: Git,
  fetch: (wanted: readonly Fetching[]) => Promise<void>,
  { base, baseBranch, pulls }: Bringing,
): Promise<ReadonlyMap<number, string>> {
  const missing = new Map<number, string>();
  for (const [number, head] of pulls) if (!(await present(git, head))) missing.set(number, head);
  const wanted = [...missing.keys()].map(pullRef);
  const main = { from: `refs/heads/${baseBranch}`, to: `refs/heads/${baseBranch}` };
  const needsBase = !(await present(git, base));
  if (!needsBase && wanted.length === 0) return new Map();
  const failed = new Map<number, string>();
  try {
    await fetch([...(needsBase ? [main] : []), ...wanted]);
  } catch {
    if (needsBase) await fetch([main]);
    for (const number of missing.keys()) {
      await fetch([pullRef(number)]).catch((error: unknown) => failed.set(number, message(error)));
    }
  }
  for (const [number, head] of missing) {
    if (failed.has(number) || (await present(git, head))) continue;
    failed.set(
      number,
      `its head ${head.slice(0, 10)} is not what the branch points at any more; the next pass looks again`,
    );
  }
  return failed;
}

const pullRef = (number: number): Fetching => ({
  from: `refs/pull/${number}/head`,
  to: `refs/flaghoist/pulls/${number}`,
});

async function present(git: Git, id: string): Promise<boolean> {
  return (await commits(git, [id]))[0] !== null;
}

/** A branch name that may be part of a refspec. https://git-scm.com/docs/git-check-ref-format */
function speakable(name: string): boolean {
  return !/^[-/]|\.\.|@\{|\/\/|\/$|\.$|\.lock(\/|$)|(^|\/)\.|[\p{Cc} ~^:?*[\\]/u.test(name) && name !== "";
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A ref that is not there is an answer; everything else is not. */
function gone(error: unknown): void {
  if (!/couldn't find remote ref|not our ref|no such ref/i.test(message(error))) throw error;
}
