import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { Socket } from "node:net";
import { GitError } from "./error.ts";
import type { Git } from "./run.ts";

/** What git knows of a name: its header, and with `contents` its bytes. Null where there is no such object. */
export interface Reply {
  readonly oid: string;
  readonly type: string;
  readonly bytes: number;
  readonly body: Buffer;
}

type Verb = "info" | "contents";

interface Question {
  readonly verb: Verb;
  readonly names: number;
  readonly replies: (Reply | null)[];
  readonly resolve: (replies: readonly (Reply | null)[]) => void;
  readonly reject: (error: Error) => void;
}

/** How long an answer may take before git is given up. */
const patience = 60_000;

/** How long git is kept after its last answer. Starting it again costs a few milliseconds. */
const idle = 1000;

const talks = new WeakMap<Git, Talk>();

/** Asks the one `git cat-file --batch-command` of a repository; it is started when needed and ends when idle. */
export function ask(git: Git, verb: Verb, names: readonly string[]): Promise<readonly (Reply | null)[]> {
  // A process that is asked nothing would never rest, and keep ours alive.
  if (names.length === 0) return Promise.resolve([]);
  const known = talks.get(git);
  const talk = known?.open() ? known : startTalk(git);
  talks.set(git, talk);
  return talk.ask(verb, names);
}

interface Talk {
  readonly open: () => boolean;
  readonly ask: (verb: Verb, names: readonly string[]) => Promise<readonly (Reply | null)[]>;
}

/** Protocol: https://git-scm.com/docs/git-cat-file, BATCH OUTPUT. Answers come in the order of the questions. */
function startTalk(git: Git): Talk {
  const child = git.start("cat-file", ["--batch-command", "--buffer"]);
  const queue: Question[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let ended = false;
  let timer: NodeJS.Timeout | null = null;

  const fail = () => {
    ended = true;
    const error = new GitError(
      "failed",
      `git cat-file in ${git.root} ended before it answered; is the repository whole?`,
    );
    for (const { reject } of queue.splice(0)) reject(error);
  };
  child.on("error", fail);
  child.on("close", fail);
  child.stdin.on("error", () => undefined); // its end is told by `close`
  child.stderr.resume();
  child.stdout.on("data", (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (queue.length > 0) {
      const question = queue[0]!;
      const read = readReply(rest, at, question.verb);
      if (read === null) break;
      at = read.end;
      question.replies.push(read.reply);
      if (question.replies.length === question.names) queue.shift()!.resolve(question.replies);
    }
    rest = rest.subarray(at);
    if (queue.length === 0) rested();
  });
  const rested = () => {
    hold(child, false);
    timer = setTimeout(() => {
      ended = true;
      child.stdin.end();
    }, idle);
    timer.unref();
  };
  return {
    open: () => !ended,
    ask: (verb, names) =>
      new Promise((resolve, reject) => {
        if (timer !== null) clearTimeout(timer);
        hold(child, true);
        const late = setTimeout(() => child.kill("SIGKILL"), patience);
        const done = <T>(then: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(late);
            then(value);
          };
        };
        queue.push({ verb, names: names.length, replies: [], resolve: done(resolve), reject: done(reject) });
        child.stdin.write(`${names.map((name) => `${verb} ${name}\n`).join("")}flush\n`);
      }),
  };
}

/** Only a question under way keeps the process alive. */
function hold(child: ChildProcessWithoutNullStreams, held: boolean): void {
  const verb = held ? "ref" : "unref";
  child[verb]();
  for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream instanceof Socket) stream[verb]();
}

const header = /^([0-9a-f]+) ([a-z]+) (\d+)$/;

/** One answer from `at` on, or null where it has not all arrived. */
function readReply(
  from: Buffer,
  at: number,
  verb: Verb,
): { readonly reply: Reply | null; readonly end: number } | null {
  const line = from.indexOf(10, at);
  if (line === -1) return null;
  const [, oid, type, size] = from.toString("utf8", at, line).match(header) ?? [];
  if (oid === undefined) return { reply: null, end: line + 1 };
  const bytes = Number(size);
  if (verb === "info") return { reply: { oid, type: type!, bytes, body: Buffer.alloc(0) }, end: line + 1 };
  const end = line + 1 + bytes;
  return from.length < end + 1
    ? null
    : { reply: { oid, type: type!, bytes, body: from.subarray(line + 1, end) }, end: end + 1 };
}
