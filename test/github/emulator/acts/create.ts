import { generateKeyPairSync } from "node:crypto";
import { bareRepository } from "../../git/repository.ts";
import type { Actor, App, Permissions, Team } from "../state/actors.ts";
import type { Repository, Settings } from "../state/repository.ts";
import type { World } from "../state/world.ts";

/** The account of a login, made where there is none yet. A name that ends in `[bot]` is a bot. */
export function actorOf(world: World, login: string, type?: Actor["type"]): Actor {
  const known = world.actors.get(login.toLowerCase());
  if (known) return known;
  const made = { id: world.id(), login, type: type ?? (login.endsWith("[bot]") ? "Bot" : "User") } as const;
  world.actors.set(login.toLowerCase(), made);
  return made;
}

export interface NewApp {
  readonly id?: number;
  readonly permissions: Permissions;
  /** Owners where it is installed. */
  readonly on: readonly string[];
}

let key: string | null = null;

/** One key for all, made when it is first asked for: that takes a while, and few tests are about it. */
function privateKey(): string {
  key ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem" })
    .toString();
  return key;
}

export function createApp(world: World, slug: string, { id = world.id(), permissions, on }: NewApp): App {
  const actor = actorOf(world, `${slug}[bot]`);
  const installations = new Map(on.map((owner) => [owner.toLowerCase(), world.id()]));
  const app: App = {
    ...{ id, slug, clientId: `Iv1.${slug}`, actor, permissions, installations },
    get privateKey() {
      return privateKey();
    },
  };
  world.apps.set(slug, app);
  return app;
}

export function createTeam(world: World, name: string, members: readonly string[], parent: string | null): Team {
  const [organization, slug] = name.replace(/^@/, "").split("/") as [string, string];
  actorOf(world, organization, "Organization");
  const rows = members.map(
    (login) => [actorOf(world, login).login.toLowerCase(), { state: "active", role: "member" }] as const,
  );
  const team: Team = { id: world.id(), organization, slug, parent, members: new Map(rows) };
  world.teams.set(`${organization}/${slug}`.toLowerCase(), team);
  return team;
}

export interface NewRepository {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly settings?: Partial<Settings>;
  readonly parent?: Repository;
}

const settings: Settings = {
  mergeMethods: ["merge", "squash", "rebase"],
  deleteBranchOnMerge: false,
  autoMerge: false,
  defaultWorkflowPermissions: "read",
  actionsMayApprove: false,
};

export function createRepository(world: World, fullName: string, options: NewRepository = {}): Repository {
  const [owner, name] = fullName.split("/") as [string, string];
  const { parent = null, defaultBranch = "main" } = options;
  actorOf(world, owner, parent ? "User" : "Organization");
  const repository: Repository = {
    ...{ id: world.id(), owner, name, fullName, private: options.private ?? false, parent, defaultBranch },
    ...{ git: bareRepository(parent?.git), settings: { ...settings, ...options.settings } },
    ...{ roles: new Map(), rulesets: [], threads: new Map(), comments: new Map(), labels: new Map() },
    ...{ checkSuites: new Map(), checkRuns: new Map(), statuses: [], activity: [], deployments: new Map() },
    ...{ environments: new Map(), secrets: new Map(), variables: new Map(), runs: new Map() },
    disabledWorkflows: new Map(),
  };
  world.repositories.set(fullName.toLowerCase(), repository);
  return repository;
}
