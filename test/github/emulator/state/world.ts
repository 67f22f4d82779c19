import type { Contract } from "../../openapi/contract.ts";
import type { Actor, App, Team } from "./actors.ts";
import type { Clock } from "./clock.ts";
import type { ForgeEvent } from "./events.ts";
import type { Repository } from "./repository.ts";
import type { Pull } from "./threads.ts";
import type { Token } from "./tokens.ts";

/** How GitHub behaves where people would not expect it. */
export interface Quirks {
  /** How often `mergeable` is null after head or base moved. */
  readonly mergeableLag: number;
  /** A push that leaves the diff as it was moves approvals to the new head. */
  readonly repointApprovals: boolean;
  /** The base commit of a pull request is that of its last push, not that of base now. */
  readonly staleBase: boolean;
}

/** Called at the two moments a race needs. */
export interface Hooks {
  /** Before a merge is looked at. */
  beforeMerge?: (repository: Repository, pull: Pull) => void;
  /** After it was found mergeable, before base is moved. */
  midMerge?: (repository: Repository, pull: Pull) => void;
}

/** Everything there is on this GitHub. */
export interface World {
  readonly clock: Clock;
  readonly contract: Contract;
  readonly quirks: Quirks;
  readonly hooks: Hooks;
  /** A number nobody has yet. */
  readonly id: () => number;
  /** By lower-case login. */
  readonly actors: Map<string, Actor>;
  /** By slug. */
  readonly apps: Map<string, App>;
  /** By `organization/slug`. */
  readonly teams: Map<string, Team>;
  /** By lower-case full name. */
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, Token>;
  /** What happened and no workflow has been told of yet. */
  readonly events: ForgeEvent[];
}
