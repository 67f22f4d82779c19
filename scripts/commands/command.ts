import type { DateTime } from "luxon";
import type { Ports } from "../workflows/ports.ts";
import type { Reach } from "./forge.ts";

/** Exit statuses, the same for every command: scripts branch on them. */
export const exit = { ok: 0, problems: 1, usage: 2, failure: 3, notYet: 4 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** Everything a command may touch. `scripts/cli.ts` builds the real one; tests build their own. */
export interface World {
  /** Results go out; what is said beside them goes to err. Each call is one or more whole lines. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Shows what is being done while it takes long; the next line of out or err replaces it. */
  readonly progress: (doing: string) => void;
  readonly now: DateTime;
  /** True where `--now` set the clock: output says "simulated". */
  readonly simulated: boolean;
  readonly root: string;
  readonly terminal: { readonly columns: number; readonly colour: boolean };
  readonly json: boolean;
  /** The branch whose plans are the truth: `--base`, or the first of main and master that exists. */
  readonly base: string | null;
  /** `reach`: what the command needs of the place where the repository is hosted. */
  readonly ports: (reach: Reach) => Promise<Ports>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Synopsis, options and three pasteable examples. */
  readonly usage: string;
  run(world: World, args: readonly string[]): Promise<Exit>;
}

/** The command line was wrong: its message says how to write it. Exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The world did not let us do it: its message has the place and the way out. Exit 3. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** The exit that says an outcome: Go, Not yet, Cannot tell, No-go. */
export const exitOf = { pass: exit.ok, wait: exit.notYet, error: exit.failure, fail: exit.problems } as const;
