import { DateTime } from "luxon";
import type { Objects } from "./objects.ts";

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly at: DateTime;
}

export interface CommitObject {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export function readCommit(objects: Objects, oid: string): CommitObject | null {
  const object = objects.read(oid);
  if (object?.type !== "commit") return null;
  const text = object.body.toString("utf8");
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, end).split("\n");
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  return {
    oid,
    tree: all("tree")[0]!,
    parents: all("parent"),
    author: signature(all("author")[0]!),
    committer: signature(all("committer")[0]!),
    message: text.slice(end + 2),
  };
}

export function writeCommit(objects: Objects, commit: Omit<CommitObject, "oid">): string {
  const { tree, parents, author, committer, message } = commit;
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${written(author)}`,
    `committer ${written(committer)}`,
  ];
  return objects.write("commit", `${head.join("\n")}\n\n${message.replace(/\n*$/, "\n")}`);
}

function signature(text: string): Signature {
  const [, name, email, seconds] = text.match(/^(.*) <(.*)> (\d+) [+-]\d{4}$/)!;
  return { name: name!, email: email!, at: DateTime.fromSeconds(Number(seconds), { zone: "utc" }) };
}

const written = ({ name, email, at }: Signature) => `${name} <${email}> ${Math.floor(at.toSeconds())} +0000`;
