import type { DateTime } from "luxon";
import {
  actorOf,
  createApp,
  createRepository,
  createTeam,
  type NewApp,
  type NewRepository,
} from "./emulator/acts/create.ts";
import { installationToken, userToken, workflowToken } from "./emulator/acts/tokens.ts";
import { type Faults, noFaults } from "./emulator/http/faults.ts";
import type { Hub } from "./emulator/http/hub.ts";
import { githubLimits, type Limits, meterOf } from "./emulator/http/limits.ts";
import type { Logged } from "./emulator/http/log.ts";
import { listen } from "./emulator/http/server.ts";
import type { App, Permissions } from "./emulator/state/actors.ts";
import { type Clock, clockAt } from "./emulator/state/clock.ts";
import type { Token } from "./emulator/state/tokens.ts";
import type { Hooks, Quirks, World } from "./emulator/state/world.ts";
import type { Files } from "./git/trees.ts";
import { type Hands, handsOn } from "./hands.ts";
import { githubContract } from "./openapi/contract.ts";

export interface GitHubOptions {
  /** Default: 10 March 2025, 08:00 UTC. */
  readonly now?: DateTime | string;
  readonly quirks?: Partial<Quirks>;
  readonly limits?: Partial<Limits>;
}

/** A GitHub of our own: state behind a REST and a GraphQL API on this machine, judged by GitHub's own descriptions. */
export interface GitHub {
  /** `GITHUB_API_URL`; GraphQL is at `/graphql` below it. */
  readonly url: string;
  readonly clock: Clock;
  readonly world: World;
  readonly hooks: Hooks;
  readonly faults: Faults;
  /** Every request, in order. */
  readonly log: readonly Logged[];
  /** Requests and answers GitHub's own descriptions do not allow: expect this to be empty. */
  readonly violations: readonly string[];
  /** `@org/team` and who is in it. */
  team(name: string, members: readonly string[], options?: { readonly parent?: string }): void;
  app(slug: string, app: NewApp): App;
  /** A repository with one commit on its default branch. */
  repository(fullName: string, options?: NewRepository & { readonly files?: Files }): Hands;
  /**
   * Tokens: of a person, of an App (default: all it may, everywhere it is installed), of a job. They do not end; those
   * that are asked of the API, and those of jobs in the runner, do.
   */
  readonly tokens: {
    user(login: string): string;
    app(slug: string, asked?: { readonly permissions?: Permissions; readonly owner?: string }): string;
    workflow(repository: Hands, permissions: Permissions): string;
  };
  close(): Promise<void>;
}

const usual: Quirks = { mergeableLag: 1, repointApprovals: true, staleBase: true };

/** What the `GITHUB_TOKEN` of a job may be given at most. */
const actionsPermissions: Permissions = Object.fromEntries(
  "actions attestations checks contents deployments id_token issues packages pages pull_requests statuses"
    .split(" ")
    .map((name) => [name, "write"] as const),
);

export async function startGitHub({
  now = "2025-03-10T08:00:00Z",
  quirks,
  limits,
}: GitHubOptions = {}): Promise<GitHub> {
  let last = 3_000_000_000; // past 32 bits, as GitHub's newer numbers are
  const world: World = {
    ...{ clock: clockAt(now), contract: githubContract(), quirks: { ...usual, ...quirks }, hooks: {}, events: [] },
    ...{ actors: new Map(), apps: new Map(), teams: new Map(), repositories: new Map(), tokens: new Map() },
    id: () => ++last,
  };
  createApp(world, "github-actions", { id: 15_368, permissions: actionsPermissions, on: [] });
  const faults = noFaults();
  const hub: Hub = { world, faults, meter: meterOf(world, { ...githubLimits, ...limits }), log: [], violations: [] };
  const { url, close } = await listen(hub);
  return {
    ...{ url, clock: world.clock, world, hooks: world.hooks, faults, log: hub.log, violations: hub.violations },
    team: (name, members, { parent = null as string | null } = {}) => void createTeam(world, name, members, parent),
    app: (slug, app) => createApp(world, slug, app),
    repository(fullName, { files = { "README.md": "A repository\n" }, ...options } = {}) {
      const hands = handsOn(world, createRepository(world, fullName, options));
      hands.push(hands.state.defaultBranch, files, { by: hands.state.owner, message: "Begin" });
      return hands;
    },
    tokens: {
      user: (login) => userToken(world, actorOf(world, login).login).value,
      app(slug, { permissions, owner } = {}) {
        const app = world.apps.get(slug)!;
        const on = owner ?? [...app.installations.keys()][0]!;
        return lasting(world, installationToken(world, app, { owner: on, ...(permissions ? { permissions } : {}) }));
      },
      workflow: (repository, permissions) => lasting(world, workflowToken(world, repository.state, permissions)),
    },
    async close() {
      await close();
      for (const { git } of world.repositories.values()) git.remove();
    },
  };
}

function lasting(world: World, token: Token): string {
  world.tokens.set(token.value, { ...token, expiresAt: null });
  return token.value;
}
