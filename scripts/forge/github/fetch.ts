import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGit } from "../git/open.ts";
import { type Git, gitIn } from "../git/run.ts";
import { GithubError } from "./error.ts";

/** Where git objects are fetched from. */
export interface Remote {
  /** `https://github.com/owner/name.git`, or a folder. */
  readonly url: string;
  readonly token: string;
  /** How long one fetch may take. */
  readonly seconds: number;
}

export interface Fetching {
  readonly from: string;
  /** The ref it is kept under; null keeps the objects only. */
  readonly to: string | null;
}

/**
 * A bare repository of our own for GitHub's objects, below the checkout's `.git`, or in a folder. It borrows the
 * checkout's objects, so that only what is new is fetched; from a shallow clone nothing can be borrowed.
 */
export async function ownRepository(root: string | null, folder: string | null): Promise<string> {
  const checkout = root === null ? null : await openGit(root);
  const common =
    checkout === null ? null : (await checkout.run("rev-parse", ["--git-common-dir"])).out.toString().trim();
  const shared = checkout === null || common === null ? null : join(absolute(checkout.root, common), "objects");
  const own = folder ?? (common === null ? null : join(absolute(checkout!.root, common), "flaghoist", "github.git"));
  if (own === null) throw new Error("name a checkout or a folder to keep GitHub's objects in");
  if (!existsSync(join(own, "HEAD"))) {
    mkdirSync(own, { recursive: true });
    await gitIn(own).run("init", ["--quiet", "--bare", "--template=", "--initial-branch=flaghoist", "."]);
  }
  const borrowed = shared !== null && checkout?.shallow === false ? `${shared}\n` : "";
  mkdirSync(join(own, "objects", "info"), { recursive: true });
  writeFileSync(join(own, "objects", "info", "alternates"), borrowed);
  return own;
}

const absolute = (root: string, path: string) => (path.startsWith("/") ? path : join(root, path));

/**
 * Fetches refs and nothing else: no tags, no submodules, no blob of a mebibyte (four times what is ever read), each object checked for what
 * git and GitHub could read differently. The token travels in the environment, where the list of processes does not
 * show it, and only to the host it is for: redirects are not followed.
 */
export async function fetchRefs(git: Git, { url, token, seconds }: Remote, wanted: readonly Fetching[]): Promise<void> {
  const web = /^https?:\/\//.test(url);
  const settings: readonly (readonly [string, string])[] = [
    ["remote.github.url", url],
    // A promisor for the length of this one command: no later command asks a network for what was left out.
    ["remote.github.promisor", "true"],
    ["remote.github.partialCloneFilter", "blob:limit=1m"],
    ["fetch.fsckObjects", "true"],
    ["fetch.writeCommitGraph", "false"],
    ["protocol.allow", "never"],
    [`protocol.${web ? url.split(":")[0]! : "file"}.allow`, "always"],
    ["http.followRedirects", "false"],
    ...(web ? ([[`http.${url}.extraHeader`, authorization(token)]] as const) : []),
  ];
  const environment = Object.fromEntries([
    ["GIT_CONFIG_COUNT", String(settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]);
  const refspecs = wanted.map(({ from, to }) => (to === null ? from : `+${from}:${to}`));
  const flags = "--quiet --no-tags --no-recurse-submodules --no-write-fetch-head --no-auto-maintenance".split(" ");
  await git.run("fetch", [...flags, "github", ...refspecs], { environment, seconds }).catch((error: unknown) => {
    throw refusedFetch(error);
  });
}

/** Git asks for a name where a token is not taken, and nobody is there to answer. */
function refusedFetch(error: unknown): unknown {
  const said = error instanceof Error ? error.message : "";
  if (!/could not read Username|Authentication failed|returned error: 40[134]|repository .* not found/i.test(said))
    return error;
  return new GithubError(
    "not-allowed",
    'GitHub does not take the token to fetch what pull requests change: is it expired or revoked, and does it have "contents: read"?',
  );
}

const authorization = (token: string) =>
  `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
