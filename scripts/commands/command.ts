import type { DateTime } from "luxon";
import type { Secrets } from "../flag/secrets.ts";
import type { Forge } from "../forge/forge.ts";

/** Exit statuses, the same for every command: scripts branch on them. */
export const exit = { ok: 0, problems: 1, usage: 2, failure: 3, notYet: 4 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** Everything a command may touch. `scripts/cli.ts` builds the real one; tests build their own. */
export interface World {
  /** Results go out; what is said beside them goes to err. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly now: DateTime;
  /** True where `--now` set the clock: output says "simulated". */
  readonly simulated: boolean;
  readonly root: string;
  readonly secrets: Secrets;
  /** Columns and whether colour and redrawing are welcome. */
  readonly terminal: { readonly columns: number; readonly colour: boolean; readonly live: boolean };
  readonly json: boolean;
  readonly forge: () => Promise<Forge>;
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
