import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** Paths and their content; null deletes. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface CommitOptions {
  /** The branch to commit on, made from `from` where it does not exist; the checked-out branch afterwards is the same. */
  readonly on?: string;
  readonly from?: string;
  /** `ada` is Ada's login and `ada@example.org` her address. */
  readonly by?: string;
  /** ISO 8601 instant for author and committer. Default: a minute after the one before, from 2025-01-01. */
  readonly at?: string;
  readonly message?: string;
}

/** A throw-away git repository with a work tree, removed when the test file is done. */
export interface TestRepository {
  readonly root: string;
  /** Runs git in it and answers what it printed, trimmed. Throws with what git said. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes files into the work tree only. */
  readonly write: (files: Files) => void;
  /** Commits files and answers the commit's id. */
  readonly commit: (files: Files, options?: CommitOptions) => string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "flaghoist-test-"));
  folders.push(folder);
  return folder;
}

export function testRepository(...initOptions: readonly string[]): TestRepository {
  const root = temporaryFolder();
  runGit(root, ["init", "--quiet", "--template=", "--initial-branch=main", ...initOptions]);
  return repositoryAt(root);
}

/** The same builder on a repository that exists, such as a clone. */
export function repositoryAt(root: string): TestRepository {
  let minutes = 0;
  const git = (...args: readonly string[]) => runGit(root, args);
  const write = (files: Files) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (content === null) rmSync(file);
      else writeFileSync(file, content);
    }
  };

  return {
    root,
    git,
    write,
    commit(files, { on, from = "HEAD", by = "ada", at, message = `Change ${Object.keys(files).join(", ")}` } = {}) {
      const before = git("branch", "--show-current") || git("rev-parse", "HEAD");
      if (on !== undefined && on !== before) {
        const exists = git("for-each-ref", `refs/heads/${on}`) !== "";
        git("checkout", "--quiet", ...(exists ? [on] : ["-b", on, from]));
      }
      write(files);
      minutes += 1;
      const when = at ?? new Date(Date.UTC(2025, 0, 1, 0, minutes)).toISOString();
      git("add", "--all", "--force", "--", ...Object.keys(files));
      runGit(root, ["commit", "--quiet", "--allow-empty", "--no-verify", `--message=${message}`], personAt(by, when));
      const id = git("rev-parse", "HEAD");
      if (on !== undefined && on !== before) git("checkout", "--quiet", before);
      return id;
    },
  };
}

function runGit(root: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const base = {
    PATH: process.env.PATH ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    LC_ALL: "C",
    TZ: "UTC",
  };
  const env = { ...base, ...personAt("ada", "2025-01-01T00:00:00Z"), ...environment };
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: root, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

function personAt(login: string, when: string): Readonly<Record<string, string>> {
  const people = ["AUTHOR", "COMMITTER"].flatMap((role) => [
    [`GIT_${role}_NAME`, login],
    [`GIT_${role}_EMAIL`, `${login}@example.org`],
    [`GIT_${role}_DATE`, when],
  ]);
  return Object.fromEntries(people);
}
