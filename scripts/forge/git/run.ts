import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { failure, GitError } from "./error.ts";

/** Git on the command line, in one repository. */
export interface Git {
  readonly root: string;
  /** True where history is cut off: an ancestor that is not found may exist all the same. */
  readonly shallow: boolean;
  /** The id of nothing: 40 zeros, or 64 where objects are named by SHA-256. */
  readonly nothing: string;
  /**
   * Runs one command. Throws a GitError for every exit but 0 and those in `accept`, after `seconds`, and where the
   * answer grows past `bytes`.
   */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Starts a command that is talked to for as long as there is something to ask. */
  start(command: string, args: readonly string[]): ChildProcessWithoutNullStreams;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where to run, when not at the root: another work tree of the same repository. */
  readonly at?: string;
  /** Exits beside 0 that are answers. */
  readonly accept?: readonly number[];
  readonly seconds?: number;
  readonly bytes?: number;
}

export interface Ran {
  readonly code: number;
  readonly out: Buffer;
  readonly said: string;
}

/**
 * Nothing of the user's or the machine's settings, no prompt, no translation, no replaced objects, paths taken
 * literally. GIT_DIR, GIT_INDEX_FILE and GIT_WORK_TREE are unset because only what is here is passed on.
 */
const environment = () => ({
  PATH: process.env.PATH ?? "",
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_LITERAL_PATHSPECS: "1",
  LC_ALL: "C",
  TZ: "UTC",
});

/** What a repository's own settings could change in our answers, or run: hooks, signatures, colours, follow. */
const settings = [
  `core.hooksPath=${devNull}`,
  "core.fsmonitor=false",
  "gc.auto=0",
  "color.ui=false",
  "log.showSignature=false",
  "log.follow=false",
  "i18n.logOutputEncoding=UTF-8",
].flatMap((setting) => ["-c", setting]);

const mebibyte = 1024 * 1024;

export interface GitFacts {
  /** Folders of other users that the user told git to trust. */
  readonly trusted?: readonly string[];
  readonly shallow?: boolean;
  readonly sha256?: boolean;
}

/** Git in this folder; nothing runs until asked. */
export function gitIn(root: string, { trusted = [], shallow = false, sha256 = false }: GitFacts = {}): Git {
  const trust = trusted.flatMap((folder) => ["-c", `safe.directory=${folder}`]);
  return {
    root,
    shallow,
    start: (command, args) =>
      spawn("git", [...trust, ...settings, command, ...args], { cwd: root, env: environment(), stdio: "pipe" }),
    nothing: "0".repeat(sha256 ? 64 : 40),
    run: (command, args, options = {}) =>
      new Promise((resolve, reject) => {
        const { at = root, seconds = 60, bytes = 256 * mebibyte, accept = [] } = options;
        const child = spawn("git", [...trust, ...settings, command, ...args], {
          cwd: at,
          env: { ...environment(), ...options.environment },
          stdio: "pipe",
        });
        const out: Buffer[] = [];
        const said: Buffer[] = [];
        let size = 0;
        let stopped: GitError | null = null;
        const stop = (reason: "timeout" | "too-much", why: string) => {
          stopped ??= new GitError(reason, `git ${command} in ${at} ${why}`);
          child.kill("SIGKILL");
        };
        const timer = setTimeout(
          () => stop("timeout", `did not end within ${seconds} s; is the disk busy?`),
          seconds * 1000,
        );

        child.stdout.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > bytes) stop("too-much", `answered more than ${bytes} bytes; ask for less`);
          else out.push(chunk);
        });
        child.stderr.on("data", (chunk: Buffer) => {
          if (said.length < 64) said.push(chunk);
        });
        child.stdin.on("error", () => undefined); // git may end before it read everything: its exit tells
        child.on("error", (error) => {
          clearTimeout(timer);
          reject(notStarted(at, error));
        });
        child.on("close", (code, signal) => {
          clearTimeout(timer);
          const words = Buffer.concat(said).toString("utf8");
          if (stopped) reject(stopped);
          else if (code === 0 || (code !== null && accept.includes(code)))
            resolve({ code, out: Buffer.concat(out), said: words });
          else if (code === null) reject(new GitError("failed", `git ${command} in ${at} was ended by ${signal}`));
          else reject(failure(command, at, code, words));
        });
        child.stdin.end(options.input ?? "");
      }),
  };
}

function notStarted(folder: string, error: Error): GitError {
  if (!existsSync(folder))
    return new GitError("not-a-repository", `there is no folder ${folder}; name one with --root`);
  const missing = "code" in error && error.code === "ENOENT";
  return missing
    ? new GitError("missing", "git is not installed, or not on PATH; install git 2.38 or newer")
    : new GitError("failed", `git could not start in ${folder}: ${error.message}`);
}
