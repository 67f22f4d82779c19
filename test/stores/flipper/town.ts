import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  type FlipperDatabases,
  type RubyFlipper,
  startFlipperDatabases,
  startRubyFlipper,
} from "../../services/flipper.ts";
import { query } from "../../services/postgres.ts";
import { requireService } from "../../services/require.ts";

/** True where PostgreSQL, Ruby and Flipper are there. */
export const here = ["postgresql-15", "ruby", "ruby-flipper", "ruby-activerecord", "ruby-pg"].every((name) =>
  requireService(name),
);

export interface Town {
  readonly databases: FlipperDatabases;
  readonly ruby: RubyFlipper;
  /** A database with Flipper's tables, empty before each test. */
  readonly url: string;
}

/** A database and a Ruby for the tests of one `describe`. */
export function useTown(): () => Town {
  let town: Town;
  beforeAll(async () => {
    const databases = await startFlipperDatabases();
    town = { databases, ruby: startRubyFlipper(), url: await databases.fresh() };
  });
  afterAll(async () => {
    await town.ruby.stop();
    await town.databases.server.stop();
  });
  beforeEach(() => empty(town.url));
  return () => town;
}

/** Takes everything out, our own table too, and puts back what a test moved away. */
export async function empty(url: string): Promise<void> {
  await query(
    url,
    "DROP TABLE IF EXISTS flaghoist_applied; ALTER TABLE IF EXISTS away RENAME TO flipper_gates; TRUNCATE flipper_features, flipper_gates",
  );
}

/** The gate rows of a flag. */
export async function gatesOf(url: string, flag: string): Promise<readonly (readonly [unknown, unknown])[]> {
  const rows = await query(url, "SELECT key, value FROM flipper_gates WHERE feature_key = $1 ORDER BY key, value", [
    flag,
  ]);
  return rows.map((row) => [row.key, row.value]);
}
