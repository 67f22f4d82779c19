import type { Secrets } from "../flag/secrets.ts";
import type { Forge, Repository } from "../forge/forge.ts";
import { openRepository } from "../forge/git.ts";
import { clientOf } from "../forge/github/client.ts";
import { viewerOf } from "../forge/github/viewer.ts";
import { actionsApp, type GithubApp } from "../forge/github/world.ts";
import { githubForge } from "../forge/github.ts";
import { localForge } from "../forge/local.ts";
import { holdLabel } from "../workflows/held.ts";
import { isPlanFile, settingsFile } from "../workflows/read.ts";
import { Failure } from "./command.ts";
import { type Origin, originOf } from "./origin.ts";

/** How far a command goes: not beyond git on this machine, to the pull requests, or to what the stores run. */
export type Reach = "git" | "forge" | "stores";

export interface Asking {
  readonly root: string;
  readonly base: string | null;
  readonly secrets: Secrets;
  readonly reach: Reach;
}

export interface Found {
  readonly forge: Forge;
  /** Where the pull requests are: elsewhere, or in the repository itself. */
  readonly hosted: boolean;
}

/** The forge of a repository: GitHub where `origin` points there and more than git is needed, else the repository itself. */
export async function forgeOf({ root, base, secrets, reach }: Asking): Promise<Found> {
  const here = await openRepository(root);
  const baseBranch = base ?? (await firstBranch(here));
  const origin = reach === "git" ? null : await originOf(root, secrets);
  if (origin === null) return { forge: await localForge({ root, baseBranch }), hosted: false };
  const asking = { root, secrets, reach, baseBranch: baseBranch.replace(/^origin\//, "") };
  return { forge: await onGithub(origin, here, asking), hosted: true };
}

interface Hosted extends Omit<Asking, "base"> {
  readonly baseBranch: string;
}

async function onGithub(
  origin: Origin,
  here: Repository,
  { root, secrets, reach, baseBranch }: Hosted,
): Promise<Forge> {
  const { owner, name, serverUrl, apiUrl } = origin;
  const token = secrets("GH_TOKEN") ?? secrets("GITHUB_TOKEN");
  if (!token) throw new Failure(`${owner}/${name} is on GitHub: set GH_TOKEN, for example GH_TOKEN=$(gh auth token)`);
  const app = appOf(secrets);
  if (reach === "stores" && !app.own) throw new Failure(notHere(origin));
  const forge = await githubForge({
    ...{ owner, name, baseBranch, token, app, apiUrl, root },
    me: (await viewerOf(clientOf(token, apiUrl, {}))) ?? app.login,
    gitUrl: secrets("FLAGHOIST_GIT_URL") ?? `${serverUrl}/${owner}/${name}.git`,
    concerns: (path) => isPlanFile(path) || path === settingsFile,
    watchedLabel: holdLabel,
  });
  return { ...forge, repository: withOwnNames(forge.repository, here, baseBranch) };
}

/** Whose checks count: the App's, where the environment names it. */
function appOf(secrets: Secrets): GithubApp {
  const [id, slug] = [secrets("FLAGHOIST_APP_ID") ?? "", secrets("FLAGHOIST_APP_SLUG") ?? ""];
  return /^[1-9]\d*$/.test(id) && slug !== "" ? { id: Number(id), own: true, login: `${slug}[bot]` } : actionsApp;
}

/** What stores run is written by whoever can tell what came through the gate. */
const notHere = ({ owner, name }: Origin) =>
  `${owner}/${name} is on GitHub, where its workflows do this: gh workflow run flag-sync.yml, or flag-monitor.yml. ` +
  "Elsewhere set GH_TOKEN to a token of the App, and FLAGHOIST_APP_ID and FLAGHOIST_APP_SLUG, so that only what came " +
  "through the gate is raised. In an emergency switch the flag off in the store: it stays off";

/** Names that people type mean their own branches and HEAD; the base branch is GitHub's. */
function withOwnNames(hosted: Repository, here: Repository, baseBranch: string): Repository {
  const named = async (ref: string) => (ref === baseBranch ? ref : ((await here.commit(ref))?.id ?? ref));
  return {
    ...hosted,
    commit: async (ref) => hosted.commit(await named(ref)),
    compare: async (base, head) => hosted.compare(await named(base), await named(head)),
  };
}

const usual = ["main", "master", "origin/main", "origin/master"];

async function firstBranch({ commit }: Repository): Promise<string> {
  for (const name of usual) if ((await commit(name)) !== null) return name;
  throw new Failure(`there is no branch ${usual.join(", ")}: name the branch whose plans are the truth with --base`);
}
