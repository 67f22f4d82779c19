import type { DateTime } from "luxon";
import type { Git } from "./run.ts";

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface NewCommit {
  /** First parent; null for a commit without one. */
  readonly parent: string | null;
  readonly merged?: string;
  /** The whole tree to start from; without it the parent's. */
  readonly tree?: string;
  readonly files?: readonly NewFile[];
  readonly message: string;
  readonly author: Person & { readonly at?: string };
  readonly committer: Person;
  readonly at: DateTime;
}

export interface NewFile {
  readonly path: string;
  /** Null takes the file away. */
  readonly text: string | null;
  readonly executable?: boolean;
}

/**
 * Writes the objects of a commit and answers its id, in one process and without a ref, an index or a work tree:
 * https://git-scm.com/docs/git-fast-import. The ref it needs for its own bookkeeping is taken back in the same stream.
 */
export async function writeCommit(git: Git, commit: NewCommit): Promise<string> {
  const { parent, merged, tree, files = [], author, committer, at } = commit;
  const when = `${Math.floor(at.toSeconds())} +0000`;
  const stream = [
    "commit refs/flaghoist/unborn\nmark :1\n",
    `author ${ident(author)} ${author.at ?? when}\n`,
    `committer ${ident(committer)} ${when}\n`,
    data(`${commit.message.replaceAll("\0", "").trimEnd()}\n`),
    parent === null ? "" : `from ${parent}\n`,
    merged === undefined ? "" : `merge ${merged}\n`,
    tree === undefined ? "" : `M 040000 ${tree} ""\n`,
    ...files.map(change),
    `\nget-mark :1\nreset refs/flaghoist/unborn\nfrom ${git.nothing}\n\ndone\n`,
  ];
  const { out } = await git.run("fast-import", ["--quiet", "--done", "--date-format=raw"], { input: stream.join("") });
  return out.toString().trim();
}

function change({ path, text, executable }: NewFile): string {
  if (text === null) return `D ${quoted(path)}\n`;
  return `M ${executable ? "100755" : "100644"} inline ${quoted(path)}\n${data(text)}`;
}

function ident({ name, email }: Person): string {
  const clean = (text: string) => text.replace(/[<>\p{Cc}]/gu, " ").trim();
  return `${clean(name)} <${clean(email)}>`;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

const quoted = (path: string) => `"${path.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
