import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exposure } from "../../scripts/flag/exposure.ts";
import { type Ask, type Database, databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import { writing } from "../conformance/exposures.ts";
import { type FlipperDatabases, insertGates, startFlipperDatabases } from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { requireService } from "../services/require.ts";
import { converges, neverMoreThanMain, type Stage, stories } from "./flipper/laws.ts";

/** The statement, counted from 0, at which something goes wrong; far ones are never reached, and nothing does. */
interface Fault {
  readonly at: number;
  readonly kind: "before it" | "after it" | "lies";
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 40 }),
  kind: fc.constantFrom("before it", "after it", "lies"),
});

describe.skipIf(!requireService("postgresql-15"))("Flipper by SQL, with faults", () => {
  let databases: FlipperDatabases;
  let url: string;
  let real: Database;
  beforeAll(async () => {
    databases = await startFlipperDatabases();
    url = await databases.fresh();
    real = databaseIn("DATABASE_URL", () => url);
  });
  afterAll(() => databases.server.stop());

  /** The same database, whose connection breaks at one statement, or which answers and does nothing. */
  function faulty({ at, kind }: Fault): Database {
    let count = -1;
    let broken = false;
    const failing =
      (ask: Ask): Ask =>
      async (text, values) => {
        count += 1;
        const now = count === at || broken;
        if (now && kind !== "lies") broken = true;
        if (now && kind === "lies" && text === "COMMIT") return ask("ROLLBACK");
        if (!now || kind === "lies") return ask(text, values);
        if (kind === "after it" && count === at) await ask(text, values);
        throw new Error("Connection terminated unexpectedly");
      };
    return { on: (use) => real.on((ask) => use(failing(ask))) };
  }

  const theirs = () => query(url, "SELECT * FROM flipper_gates WHERE feature_key LIKE 'theirs%' ORDER BY id");

  async function stage(): Promise<Stage<Fault>> {
    await query(url, "TRUNCATE flipper_features, flipper_gates");
    await query(url, "DROP TABLE IF EXISTS flaghoist_applied");
    await insertGates(url, [
      ["theirs", "percentage_of_actors", "5"],
      ["theirs", "groups", "admins"],
      ["theirs-too", "boolean", "true"],
    ]);
    const store = flipperSqlStore("DATABASE_URL", real);
    return { store, truth: store, theirs, faulty: (fault) => flipperSqlStore("DATABASE_URL", faulty(fault)) };
  }

  it("FLIPPER-SQL-16  whatever breaks at any statement: never more than main says, nothing held is raised, others stay", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => neverMoreThanMain(await stage(), commits)),
      { numRuns: 25 },
    );
  }, 120_000);

  it("FLIPPER-SQL-17  when faults stop, one more sync converges", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => converges(await stage(), commits)),
      { numRuns: 25 },
    );
  }, 120_000);

  it("FLIPPER-SQL-18  at every statement of one write: the flag is as before or as wanted, and the answer never says more", async () => {
    for (const kind of ["before it", "after it"] as const) {
      for (let at = 0; at < 20; at += 1) {
        const { store } = await stage();
        await store.write([writing("a", exposure(["User;7"], 50))]);
        const [was] = (await store.read(["a"])).values();
        const expected = was!.kind === "running" ? was!.running : null;
        const write = writing("a", exposure(["User;8"], 10), { expected });
        const [result] = await flipperSqlStore("DATABASE_URL", faulty({ at, kind })).write([write]);
        const [is] = (await store.read(["a"])).values();
        const done = is!.kind === "running" && is!.running.exposure.percent === 10;
        if (!done) expect(is).toEqual(was);
        if (result!.status === "applied") expect(done).toBe(true);
        else expect(["unreachable", "unverified"]).toContain(result!.status);
        if (result!.status === "unreachable") expect(done).toBe(false);
      }
    }
  }, 120_000);

  it("FLIPPER-SQL-19  a server that goes away half-way: what was not tried says so, at once", async () => {
    const { store } = await stage();
    const batch = Array.from({ length: 50 }, (_, index) => writing(`flag-${index}`, exposure([], 10)));
    await store.write(batch.slice(0, 1));
    const results = await flipperSqlStore("DATABASE_URL", faulty({ at: 40, kind: "before it" })).write(batch);
    expect(results[0]).toMatchObject({ status: "unchanged" });
    expect(results.at(-1)).toMatchObject({ status: "unreachable", detail: expect.stringContaining("not tried") });
    expect(results.filter(({ status }) => status === "unverified").length).toBeGreaterThan(0);
    expect(await store.write(batch)).toHaveLength(50);
    expect(await store.write(batch)).toMatchObject(batch.map(() => ({ status: "unchanged" })));
  });
});
