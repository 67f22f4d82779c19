import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { GitError } from "./error.ts";
import { type Git, gitIn } from "./run.ts";

/** `merge-tree --write-tree` came with 2.38: https://git-scm.com/docs/git-merge-tree. */
const oldest = [2, 38] as const;

/**
 * Git in the top folder of a repository (or in a bare one). Throws a GitError where git is missing or too old, the
 * folder is not a repository, is only a folder inside one, or belongs to a user that git was not told to trust.
 */
export async function openGit(folder: string): Promise<Git> {
  const root = realFolder(folder);
  const trusted: string[] = [];
  const look = async () => {
    const git = gitIn(root, { trusted });
    const [version, facts] = await Promise.all([
      git.run("version", []),
      git.run("rev-parse", ["--is-shallow-repository", "--show-object-format", "--show-prefix"]),
    ]);
    return { version: version.out.toString(), facts: facts.out.toString().split("\n") };
  };

  const { version, facts } = await look().catch(async (error: unknown) => {
    if (!(error instanceof GitError) || error.reason !== "not-trusted" || !(await trusts(root))) throw error;
    trusted.push(root);
    return look();
  });

  const problem = tooOld(version);
  if (problem !== null) throw new GitError("too-old", problem);
  const [shallow, format, prefix] = facts;
  if (prefix) {
    const top = root.slice(0, -prefix.length);
    throw new GitError("not-the-top", `${root} is a folder inside the repository ${top}; use --root ${top}`);
  }
  return gitIn(root, { trusted, shallow: shallow === "true", sha256: format === "sha256" });
}

/** Why this version of git will not do, or null. */
export function tooOld(version: string): string | null {
  const [, major, minor] = version.match(/(\d+)\.(\d+)/) ?? [];
  if (major === undefined)
    return `git does not tell its version (it says "${version.trim()}"); install git 2.38 or newer`;
  const old = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  return old ? `git ${major}.${minor} is too old; install git ${oldest.join(".")} or newer` : null;
}

/** Whether the user told git to trust the folder: with their name and address all we honour of their settings. */
async function trusts(root: string): Promise<boolean> {
  return (await userSetting("/", "safe.directory")).some((folder) => folder === "*" || folder === root);
}

/** The values of a setting as the user's own git has it, in a folder; none where it is not set. */
export function userSetting(folder: string, key: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = spawn("git", ["config", "-z", "--get-all", key], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const out: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.on("error", () => resolve([]));
    child.on("close", () => resolve(Buffer.concat(out).toString("utf8").split("\0").filter(Boolean)));
  });
}

/** The folder without links. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    throw new GitError("not-a-repository", `there is no folder ${folder}; name one with --root`);
  }
}
