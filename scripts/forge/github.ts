import type { Forge } from "./forge.ts";
import { admissionOf } from "./github/admit.ts";
import { clientOf, type Patience } from "./github/client.ts";
import { commitFiles } from "./github/commit.ts";
import { ownRepository } from "./github/fetch.ts";
import { headsOf } from "./github/heads.ts";
import { issuesOf } from "./github/issues.ts";
import { mergePull } from "./github/merge.ts";
import { openPull } from "./github/open.ts";
import { passBy, reportPull } from "./github/report.ts";
import { openPulls } from "./github/snapshot.ts";
import { teamsOf } from "./github/teams.ts";
import type { Github, GithubApp } from "./github/world.ts";

export { GithubError } from "./github/error.ts";

export interface GithubForgeOptions {
  readonly owner: string;
  readonly name: string;
  readonly baseBranch: string;
  /** An installation token of the App, or `GITHUB_TOKEN`. Never printed, never on a command line. */
  readonly token: string;
  readonly app: GithubApp;
  /** Whose token it is, where that is not the App's. */
  readonly me?: string;
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly apiUrl: string;
  /** Where git objects are fetched from: `https://github.com/OWNER/NAME.git`. */
  readonly gitUrl: string;
  /** A clone of the repository whose objects are borrowed; null where there is none. A shallow one saves nothing. */
  readonly root: string | null;
  /** Where GitHub's objects are kept. Default: in the `.git` folder of `root`. */
  readonly folder?: string;
  /** Whether a path is ours to judge: who pushed is only asked of pull requests that change such a path. */
  readonly concerns: (path: string) => boolean;
  /** Label of the issues that every pass asks for. */
  readonly watchedLabel: string;
  readonly check?: string;
  readonly patience?: Patience;
}

/**
 * A repository on GitHub. A forge lives for one pass: what it has read once it does not read again, except where a
 * merge or a commit needs to know.
 *
 * Trust: reviews, pushes and memberships come from GitHub's servers, never from commits. Heads of pull requests are
 * data: fetched as objects, never checked out. Without an App of its own (`app.own` false) anybody with write access
 * can write the same check, so that nothing is read back from it.
 */
export async function githubForge(options: GithubForgeOptions): Promise<Forge> {
  const { owner, name, baseBranch, token, app, check = "flag-gate" } = options;
  const folder = await ownRepository(options.root, options.folder ?? null);
  const github: Github = {
    client: clientOf(token, options.apiUrl, options.patience ?? {}),
    owner,
    name,
    baseBranch,
    app,
    me: options.me ?? app.login,
    check,
    label: options.watchedLabel,
    concerns: options.concerns,
    heads: headsOf({ url: options.gitUrl, token, seconds: 120 }, folder, baseBranch),
    pass: { seen: new Map(), reviews: new Map(), bodies: new Map(), issues: new Map() },
  };
  return {
    name: `github ${owner}/${name}`,
    repository: github.heads.repository,
    baseBranch,
    pullRequests: () => openPulls(github),
    members: teamsOf(github),
    report: (number, report) => reportPull(github, number, report),
    passBy: (number, head) => passBy(github, number, head),
    merge: (number, request) => mergePull(github, number, request),
    commit: (request) => commitFiles(github, request),
    open: (proposal) => openPull(github, proposal),
    ...issuesOf(github),
    ...(app.own ? { admitted: (commit: string, label: string) => admissionOf(github, commit, label) } : {}),
  };
}
