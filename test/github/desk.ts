import { Octokit } from "@octokit/rest";
import { DateTime } from "luxon";
import type { Ruleset } from "./emulator/rules/ruleset.ts";
import type { Hands } from "./hands.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "./start.ts";

/** Minutes after the beginning of the test's day. */
export const minute = (minutes: number) => DateTime.fromISO("2025-03-10T08:00:00Z", { zone: "utc" }).plus({ minutes });

export const flag = "flags/a.yaml";
export const at = { owner: "example-org", repo: "benefits" };

/** A repository whose main wants the check `flag-gate` of our App, one open promotion, and clients for those around it. */
export interface Desk {
  readonly github: GitHub;
  readonly hands: Hands;
  readonly head: string;
  readonly number: number;
  /** The App that gates. */
  readonly app: Octokit;
  /** The token of a job, with the same permissions but another App. */
  readonly job: Octokit;
  client(token: string): Octokit;
}

export async function desk(options: GitHubOptions = {}): Promise<Desk> {
  const github = await startGitHub({ now: minute(0), ...options });
  const permissions = { contents: "write", pull_requests: "write", checks: "write", issues: "write" } as const;
  const gate = github.app("flaghoist", { permissions: { ...permissions, members: "read" }, on: [at.owner] });
  github.team("@example-org/engineers", ["tmarsh", "jwexler"]);
  const hands = github.repository("example-org/benefits", { files: { [flag]: "standing: uat\n", "README.md": "1\n" } });
  hands.protect(requiring("flag-gate", gate.id));
  const head = hands.push("promote/a", { [flag]: "standing: canary\n" }, { by: "rlindqvist" });
  const number = hands.open({ head: "promote/a", title: "Promote a", by: "rlindqvist" });
  const client = (auth: string) => new Octokit({ auth, baseUrl: github.url, log: silent });
  const job = client(github.tokens.workflow(hands, permissions));
  return { github, hands, head, number, app: client(github.tokens.app("flaghoist")), job, client };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A ruleset that wants one check on the default branch, of one App. */
export const requiring = (context: string, integration_id: number, strict = false): Ruleset => ({
  ...{ name: `requires ${context}`, target: "branch", enforcement: "active", bypass_actors: [] },
  conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
  rules: [
    {
      type: "required_status_checks",
      parameters: {
        strict_required_status_checks_policy: strict,
        required_status_checks: [{ context, integration_id }],
      },
    },
  ],
});

/** How a request ended, a refusal included: its status and the first line of its message. */
export async function outcome(request: Promise<{ readonly status: number }>): Promise<string> {
  try {
    return String((await request).status);
  } catch (error) {
    const { status, response } = error as { status: number; response?: { data?: { message?: string } } };
    return `${status} ${response?.data?.message?.split("\n\n").at(-1) ?? (error as Error).message}`;
  }
}
