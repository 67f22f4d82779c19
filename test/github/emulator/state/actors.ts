/** A person, a bot or an organization: whoever has a login. */
export interface Actor {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

export type Level = "read" | "write" | "admin";

/** Permission names with underscores, as tokens have them: `{ pull_requests: "write" }`. */
export type Permissions = Readonly<Record<string, Level>>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  readonly actor: Actor;
  readonly permissions: Permissions;
  /** Where it is installed: an installation id by owner. */
  readonly installations: Map<string, number>;
  /** PEM of its private key; whoever shows it may mint tokens. */
  readonly privateKey: string;
}

export interface Team {
  readonly id: number;
  readonly organization: string;
  readonly slug: string;
  readonly parent: string | null;
  readonly members: Map<string, { readonly state: "active" | "pending"; readonly role: "member" | "maintainer" }>;
}

/** What a person may do in a repository; each includes those before it. */
export const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

export const atLeast = (role: Role, least: Role) => roles.indexOf(role) >= roles.indexOf(least);
