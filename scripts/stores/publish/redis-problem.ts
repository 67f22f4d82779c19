import { codeOf } from "../../http/failure.ts";
import { DocumentProblem } from "../text-file.ts";

/** By the first word of a Redis error (https://redis.io/docs/latest/develop/reference/protocol-spec/), what it means for us. */
const replies: Readonly<Record<string, readonly [DocumentProblem["status"], string]>> = {
  NOAUTH: ["unauthorised", "it wants a user and a password: write them into the address"],
  WRONGPASS: ["unauthorised", "it refuses the user or the password of the address"],
  NOPERM: ["unauthorised", "the user may not do this: it needs WATCH, STRLEN, GET, MULTI, SET and EXEC on this key"],
  WRONGTYPE: ["invalid", "the key holds something else than a text: name another key, or delete that one by hand"],
  READONLY: ["unreachable", "this server is a replica and takes no writes: name the primary in the address"],
  MOVED: ["invalid", "this server is one of a cluster and does not hold the key: name the one that does"],
  LOADING: ["unreachable", "it is still loading its data: sync again"],
  BUSY: ["unreachable", "it is busy with a script: sync again, or end the script there"],
  ASK: ["unreachable", "the cluster is moving the key: sync again"],
  TRYAGAIN: ["unreachable", "the cluster is moving the key: sync again"],
  CLUSTERDOWN: ["unreachable", "a part of the cluster is down: sync again"],
  MASTERDOWN: ["unreachable", "it is a replica that has lost its primary: sync again"],
  OOM: ["unreachable", "it is out of memory and takes no writes"],
  MISCONF: ["unreachable", "it cannot save to its disk and takes no writes"],
  NOREPLICAS: ["unreachable", "too few of its replicas are up, so it takes no writes"],
  ERR: ["invalid", "it did not understand the request: is this a Redis of version 5 or later?"],
};

/** True where the server answered, with an error; false where no answer came. */
export async function isReply(error: unknown): Promise<boolean> {
  const { ErrorReply } = await import("@redis/client");
  return error instanceof ErrorReply;
}

/**
 * What kept Redis from answering, by its code alone: a message may repeat the address, and that holds the password.
 * `lateMs` is the time-out where it was that.
 */
export function redisProblem(error: unknown, name: string, lateMs: number | null): DocumentProblem {
  if (error instanceof DocumentProblem) return error;
  if (error instanceof TypeError) throw error;
  if (lateMs !== null) return new DocumentProblem("unreachable", `${name}: no answer within ${lateMs / 1000} s`);
  const first = wordOf(error);
  const known = first === null ? undefined : replies[first];
  if (known !== undefined) return new DocumentProblem(known[0], `${name}: ${known[1]} (${first})`);
  return new DocumentProblem("unreachable", `${name}: no answer (${codeOf(new Error("", { cause: error }))})`);
}

/** EXECABORT says only that a command before it was refused; the refusal of that command is the reason. */
function wordOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const replies = "replies" in error && Array.isArray(error.replies) ? error.replies : [];
  const inner = replies.find((reply) => reply instanceof Error);
  const word = /^[A-Z]{2,}\b/.exec((inner ?? error).message);
  return word === null ? null : word[0];
}
