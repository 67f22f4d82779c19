import type { World } from "../state/world.ts";
import type { Faults } from "./faults.ts";
import type { Meter } from "./limits.ts";
import type { Logged } from "./log.ts";

/** The world, and what watches how it is talked to. */
export interface Hub {
  readonly world: World;
  readonly meter: Meter;
  readonly faults: Faults;
  readonly log: Logged[];
  /** What was asked or answered that GitHub's own description does not allow; must be empty at the end of a test. */
  readonly violations: string[];
}

export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a request turned out to be, and what came of it. */
export interface Answered extends Outgoing {
  readonly login: string | null;
  readonly points: number;
}
