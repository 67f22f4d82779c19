import type { Git } from "./run.ts";
import { ask } from "./talk.ts";

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

/** Kind and size of each name, in order; null where there is no such object. Names hold no line break. */
export function headers(git: Git, names: readonly string[]): Promise<readonly (ObjectHeader | null)[]> {
  return ask(git, "info", names);
}

/** Each object whole, in order; null where there is no such object. Sizes are counted in bytes. */
export function objects(git: Git, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  return ask(git, "contents", names);
}
