import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Ask, type Database, databaseIn } from "../../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../../scripts/stores/flipper-sql.ts";
import { type FlipperDatabases, insertGates, startFlipperDatabases } from "../../services/flipper.ts";
import { query } from "../../services/postgres.ts";
import { requireService } from "../../services/require.ts";
import { nobodyIsHarmed, oneMoreConverges } from "./laws.ts";
import type { Place } from "./story.ts";

/** The statement of a sync, counted from 0, at which the connection breaks, or from which on nothing is committed. */
interface Fault {
  readonly at: number;
  readonly how: "breaks before" | "breaks after" | "lies";
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 30 }),
  how: fc.constantFrom<Fault["how"]>("breaks before", "breaks after", "lies"),
});

describe.skipIf(!requireService("postgresql-15"))("Flipper on PostgreSQL", () => {
  let databases: FlipperDatabases;
  let url: string;
  let real: Database;
  beforeAll(async () => {
    databases = await startFlipperDatabases();
    url = await databases.fresh();
    real = databaseIn("DATABASE_URL", () => url);
  });
  afterAll(() => databases.server.stop());

  function faulty({ at, how }: Fault): Database {
    let count = -1;
    const failing =
      (ask: Ask): Ask =>
      async (text, values) => {
        count += 1;
        if (count < at) return ask(text, values);
        if (how === "lies") return ask(text === "COMMIT" ? "ROLLBACK" : text, text === "COMMIT" ? [] : values);
        if (how === "breaks after" && count === at) await ask(text, values);
        throw new Error("Connection terminated unexpectedly");
      };
    return { on: (use) => real.on((ask) => use(failing(ask))) };
  }

  async function place(): Promise<Place<Fault>> {
    await query(url, "TRUNCATE flipper_features, flipper_gates");
    await query(url, "DROP TABLE IF EXISTS flaghoist_applied");
    await insertGates(url, [
      ["theirs", "percentage_of_actors", "5"],
      ["theirs", "groups", "admins"],
      ["theirs-too", "boolean", "true"],
    ]);
    return {
      store: flipperSqlStore("DATABASE_URL", real),
      faulty: (fault) => ({ store: flipperSqlStore("DATABASE_URL", faulty(fault)), over() {} }),
      async hand(key, does) {
        await query(url, "DELETE FROM flipper_gates WHERE feature_key = $1", [key]);
        if (does === "removes") await query(url, "DELETE FROM flipper_features WHERE key = $1", [key]);
        if (does === "raises") await insertGates(url, [[key, "boolean", "true"]]);
      },
      theirs: async () =>
        Promise.all(
          ["flipper_gates WHERE feature_key", "flipper_features WHERE key"].map((from) =>
            query(url, `SELECT * FROM ${from} LIKE 'theirs%' ORDER BY id`),
          ),
        ),
    };
  }

  it(
    "WHOLE-SYNC-3  whatever goes wrong in a sync, nobody is harmed and what is told is true",
    () => nobodyIsHarmed(place, faults, 15),
    60_000,
  );

  it(
    "WHOLE-SYNC-4  when faults stop, one more sync converges and the records are whole",
    () => oneMoreConverges(place, faults, 8),
    60_000,
  );
});
