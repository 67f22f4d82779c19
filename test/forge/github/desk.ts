import type { DateTime } from "luxon";
import { onTestFinished } from "vitest";
import type { PullRequest } from "../../../scripts/flag/review.ts";
import type { Forge, MergeRequest } from "../../../scripts/forge/forge.ts";
import { type GithubForgeOptions, githubForge } from "../../../scripts/forge/github.ts";
import { hour } from "../../conformance/forge.ts";
import type { Hands } from "../../github/hands.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "../../github/start.ts";
import { temporaryFolder } from "../../support/repository.ts";

export const team = { name: "@example-org/engineers", logins: ["tmarsh", "jwexler"] };
export const plan = "flags/a.yaml";
export const appPermissions = {
  contents: "write",
  pull_requests: "write",
  checks: "write",
  issues: "write",
  members: "read",
} as const;

/** An emulated GitHub with one repository, and forges that look at it as our App does. */
export interface Desk {
  readonly github: GitHub;
  readonly hands: Hands;
  readonly appId: number;
  /** A forge as a new pass opens it: it remembers nothing of the one before. */
  forge(options?: Partial<GithubForgeOptions>): Promise<Forge>;
  /** Names of the operations asked for since, in order. */
  asked(): readonly string[];
  forget(): void;
}

export async function desk(
  options: GitHubOptions & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<Desk> {
  const github = await startGitHub({ now: hour(0), limits: generous, ...options });
  const app = github.app("flaghoist", { id: 424_242, permissions: appPermissions, on: ["example-org"] });
  github.team(team.name, team.logins);
  const hands = github.repository("example-org/benefits", {
    files: options.files ?? { "flags/seed.yaml": "standing: planned\n" },
  });
  onTestFinished(() => github.close());
  let from = 0;
  return {
    github,
    hands,
    appId: app.id,
    forge: (more = {}) =>
      githubForge({
        owner: "example-org",
        name: "benefits",
        baseBranch: "main",
        token: lasting(github),
        app: { id: app.id, own: true, login: "flaghoist[bot]" },
        apiUrl: github.url,
        gitUrl: hands.folder,
        root: null,
        folder: temporaryFolder(),
        concerns: (path) => path.startsWith("flags/"),
        watchedLabel: "flaghoist-hold",
        patience: { throttle: false, milliseconds: 1 },
        ...more,
      }),
    asked: () => github.log.slice(from).map(({ operation }) => operation ?? "nothing"),
    forget: () => {
      from = github.log.length;
    },
  };
}

/** A token that does not end with the test's day. */
function lasting({ tokens, world }: GitHub): string {
  const value = tokens.app("flaghoist");
  world.tokens.set(value, { ...world.tokens.get(value)!, expiresAt: null });
  return value;
}

const generous = { restPointsAMinute: 1e6, contentAMinute: 1e6, contentAnHour: 1e6 };

/** A promotion that somebody pushed and opened. */
export function promotion({ hands }: Desk, at: DateTime = hour(1), text = "standing: canary\n"): number {
  hands.push("promote/a", { [plan]: text }, { by: "rlindqvist", at });
  return hands.open({ head: "promote/a", title: "Promote a", by: "rlindqvist" });
}

export const mergeOf = ({ head, base }: PullRequest, method: MergeRequest["method"] = "squash"): MergeRequest => ({
  ...{ head, base, method, title: "a: planned -> canary", message: "Verdict: Go", at: hour(5) },
});
