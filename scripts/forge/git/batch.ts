import type { Git } from "./run.ts";

export interface GitObject {
  readonly oid: string;
  readonly type: string;
  readonly body: Buffer;
}

export interface ObjectHeader {
  readonly oid: string;
  readonly type: string;
  readonly bytes: number;
}

const header = /^([0-9a-f]+) ([a-z]+) (\d+)$/;

/** Kind and size of each name, in order; null where there is no such object. Names hold no line break. */
export async function headers(git: Git, names: readonly string[]): Promise<readonly (ObjectHeader | null)[]> {
  if (names.length === 0) return [];
  const { out } = await git.run("cat-file", ["--batch-check", "--buffer"], { input: `${names.join("\n")}\n` });
  return out
    .toString("utf8")
    .split("\n")
    .slice(0, names.length)
    .map((line) => {
      const [, oid, type, bytes] = line.match(header) ?? [];
      return oid === undefined ? null : { oid, type: type!, bytes: Number(bytes) };
    });
}

/** Each object whole, in order; null where there is no such object. Sizes are counted in bytes. */
export async function objects(git: Git, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  if (names.length === 0) return [];
  const { out } = await git.run("cat-file", ["--batch", "--buffer"], { input: `${names.join("\n")}\n` });
  let at = 0;
  return names.map(() => {
    const end = out.indexOf(10, at);
    const [, oid, type, bytes] = out.toString("utf8", at, end).match(header) ?? [];
    at = end + 1;
    if (oid === undefined) return null;
    const body = out.subarray(at, at + Number(bytes));
    at += Number(bytes) + 1;
    return { oid, type: type!, body };
  });
}
