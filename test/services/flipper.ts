import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Postgres, query, startPostgres } from "./postgres.ts";

/** What Ruby Flipper says about one feature. */
export interface Evaluated {
  /** Those of the ids that have it on, in their order. */
  readonly on: readonly string[];
  /** Whether a caller without an actor has it on. */
  readonly keyless: boolean;
  /** Flipper's own word: off, conditional, on. */
  readonly state: string;
}

/** The tables that Flipper's generator makes (verified with Flipper 0.25.4; 1.2 and later have `value text`). */
export const flipperTables = `
  CREATE TABLE flipper_features (id bigserial PRIMARY KEY, key varchar NOT NULL,
    created_at timestamp(6) NOT NULL, updated_at timestamp(6) NOT NULL);
  CREATE UNIQUE INDEX index_flipper_features_on_key ON flipper_features (key);
  CREATE TABLE flipper_gates (id bigserial PRIMARY KEY, feature_key varchar NOT NULL, key varchar NOT NULL,
    value varchar, created_at timestamp(6) NOT NULL, updated_at timestamp(6) NOT NULL);
  CREATE UNIQUE INDEX index_flipper_gates_on_feature_key_and_key_and_value ON flipper_gates (feature_key, key, value);`;

export interface FlipperDatabases {
  readonly server: Postgres;
  /** A new database with Flipper's tables: its address. */
  fresh(): Promise<string>;
}

/** A PostgreSQL that gives out databases as a Rails application with Flipper has them. */
export async function startFlipperDatabases(): Promise<FlipperDatabases> {
  const server = await startPostgres();
  let count = 0;
  return {
    server,
    async fresh() {
      count += 1;
      const url = await server.createDatabase(`flipper_${count}`);
      await query(url, flipperTables);
      return url;
    },
  };
}

/** Ruby Flipper itself, in a process of its own that is asked as often as one likes. */
export interface RubyFlipper {
  /** Who of the ids has the feature on; with `cached` seen through Flipper's cache, whose entries live as many seconds. */
  ask(url: string, feature: string, ids: readonly string[], cached?: number): Promise<Evaluated>;
  /** Runs a Ruby script in an application with Flipper, whose clock says `now`. */
  run(url: string, script: string, more: ScriptRun): Promise<Ran>;
  stop(): Promise<void>;
}

export interface ScriptRun {
  readonly env: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly now: string;
  readonly cached?: number;
}

export interface Ran {
  readonly printed: string;
  readonly complained: string;
  readonly status: number;
}

export function startRubyFlipper(): RubyFlipper {
  const env = { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C.UTF-8" };
  const program = join(import.meta.dirname, "flipper.rb");
  const child = spawn("ruby", ["-W0", program], { env, stdio: ["pipe", "pipe", "pipe"] });
  let complained = "";
  child.stderr.on("data", (text) => {
    complained = `${complained}${text}`.slice(-2000);
  });
  child.stdin.on("error", () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()).once("error", () => resolve()));

  let last: Promise<unknown> = Promise.resolve();
  async function exchange(asked: unknown): Promise<string> {
    child.stdin.write(`${JSON.stringify(asked)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`ruby ended: ${complained}`);
    return value;
  }
  /** One question after the other: answers come in the order of the questions. */
  const inTurn = (asked: unknown): Promise<string> => {
    const answer = last.catch(() => undefined).then(() => exchange(asked));
    last = answer;
    return answer;
  };

  return {
    async ask(url, feature, ids, cached) {
      const { bits, keyless, state } = JSON.parse(await inTurn({ url, feature, ids, cached }));
      if (bits.length !== ids.length) throw new Error(`Ruby answered ${bits.length} of ${ids.length} ids`);
      return { on: ids.filter((_, index) => bits[index] === "1"), keyless, state };
    },
    run: async (url, script, more) => JSON.parse(await inTurn({ url, script, ...more })) as Ran,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Inserts gate rows as they are, past every check, as Ruby or a person would. */
export async function insertGates(
  url: string,
  rows: readonly (readonly [flag: string, gate: string, value: string | null])[],
) {
  const now = "now() at time zone 'utc'";
  for (const row of rows) {
    await query(
      url,
      `INSERT INTO flipper_features (key, created_at, updated_at) VALUES ($1, ${now}, ${now}) ON CONFLICT (key) DO NOTHING`,
      [row[0]],
    );
    await query(
      url,
      `INSERT INTO flipper_gates (feature_key, key, value, created_at, updated_at) VALUES ($1, $2, $3, ${now}, ${now})`,
      row,
    );
  }
}
