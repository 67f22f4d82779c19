import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
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

/** Asks Ruby Flipper itself. Ids stand one a line, so none may hold a line break. */
export async function askFlipper(url: string, feature: string, ids: readonly string[]): Promise<Evaluated> {
  const output = await ruby([join(import.meta.dirname, "flipper.rb"), url, feature], ids.join("\n"));
  const [bits = "", rest = ""] = output.split("\n");
  if (bits.length !== ids.length) throw new Error(`Ruby answered ${bits.length} of ${ids.length} ids`);
  const [keyless, state = ""] = rest.split(" ");
  return { on: ids.filter((_, index) => bits[index] === "1"), keyless: keyless === "1", state };
}

/** Runs Ruby to its end; fails with what it said where it fails. */
export async function ruby(args: readonly string[], input = ""): Promise<string> {
  const env = { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C.UTF-8" };
  const child = spawn("ruby", ["-W0", ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`ruby ended with ${code}: ${complained.slice(-2000)}`);
  return said;
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
