import { describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Write } from "../../scripts/flag/running.ts";
import { databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { query } from "../services/postgres.ts";
import { empty, gatesOf, here, useTown } from "./flipper/town.ts";

describe.skipIf(!here)("Flipper by SQL", () => {
  const town = useTown();

  const open = (address = town().url): Store =>
    flipperSqlStore(
      "DATABASE_URL",
      databaseIn("DATABASE_URL", () => address),
    );
  storeConformance("flipper-sql", async () => {
    await empty(town().url);
    return {
      store: open(),
      contents: () =>
        query(town().url, "SELECT * FROM flipper_features").then(async (all) => [all, await gatesOrNone()]),
      spoil: () => query(town().url, "ALTER TABLE flipper_gates RENAME TO away"),
    };
  });
  const gatesOrNone = () =>
    query(town().url, "SELECT id, feature_key, key, value FROM flipper_gates").catch(() => "none");

  const key = "form1095b_download";
  const store = () => open();
  const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) => {
    const expected = runningOf((await store().read([key])).get(key)!);
    return (await store().write([writing(key, wanted, { expected, ...more })]))[0]!;
  };
  const read = async () => (await store().read([key])).get(key)!;
  const gates = () => gatesOf(town().url, key);

  it("FLIPPER-SQL-1  a new percent leaves no second row beside it, and only what changes is written", async () => {
    await put(exposure(["User;7"], 10));
    await put(exposure(["User;7", "User;8"], 12.5));
    expect(await gates()).toEqual([
      ["actors", "User;7"],
      ["actors", "User;8"],
      ["percentage_of_actors", "12.5"],
    ]);
    expect(await query(town().url, "SELECT key FROM flipper_features")).toEqual([{ key }]);
  });

  it("FLIPPER-SQL-2  everyone is the boolean gate alone, and going back writes percent and actors anew", async () => {
    await put(exposure(["User;7"], 50));
    await put(exposure(["User;7"], 100));
    expect(await gates()).toEqual([["boolean", "true"]]);
    await put(exposure(["User;7"], 10));
    expect(await gates()).toEqual([
      ["actors", "User;7"],
      ["percentage_of_actors", "10"],
    ]);
    await put(nobody);
    expect(await gates()).toEqual([]);
    expect(await query(town().url, "SELECT key FROM flipper_features")).toEqual([{ key }]);
  });

  it("FLIPPER-SQL-4  a flag that only a hand removed shows nobody and keeps its record: drift, not a new flag", async () => {
    await put(exposure([], 10));
    await query(town().url, "DELETE FROM flipper_features");
    await query(town().url, "DELETE FROM flipper_gates");
    expect(await read()).toMatchObject({ running: { exposure: nobody, applied: { plan: "form1095b" } } });
    expect(await put(null)).toMatchObject({ status: "applied" });
    expect(await read()).toEqual({ kind: "absent" });
  });

  it("FLIPPER-SQL-6  somebody who is writing the same flag meanwhile is waited for, and then it is a conflict", async () => {
    await put(exposure([], 10));
    const expected = runningOf(await read());
    const theirs = new (await import("pg")).default.Client({ connectionString: town().url });
    await theirs.connect();
    await theirs.query("BEGIN");
    await theirs.query(
      "INSERT INTO flipper_gates (feature_key, key, value, created_at, updated_at) VALUES ($1, 'actors', 'User;9', now(), now())",
      [key],
    );
    const ours = store().write([writing(key, exposure([], 50), { expected })]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await theirs.query("COMMIT");
    await theirs.end();
    expect(await ours).toMatchObject([{ status: "conflict" }]);
    expect(await gates()).toEqual([
      ["actors", "User;9"],
      ["percentage_of_actors", "10"],
    ]);
  });

  it("FLIPPER-SQL-20  so it is where the database's own default would go on seeing what was there before", async () => {
    const database = new URL(town().url).pathname.slice(1);
    await put(exposure(["User;7"], 10));
    const expected = runningOf(await read());
    await query(town().url, `ALTER DATABASE ${database} SET default_transaction_isolation = 'repeatable read'`);
    const theirs = new (await import("pg")).default.Client({ connectionString: town().url });
    await theirs.connect();
    await theirs.query("BEGIN");
    await theirs.query("DELETE FROM flipper_gates WHERE value = 'User;7'");
    const ours = open().write([writing(key, exposure(["User;7"], 50), { expected })]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await theirs.query("COMMIT");
    await theirs.end();
    await query(town().url, `ALTER DATABASE ${database} RESET default_transaction_isolation`);
    expect(await ours).toMatchObject([{ status: "conflict" }]);
    expect(await gates()).toEqual([["percentage_of_actors", "10"]]);
  });

  it("FLIPPER-SQL-7  twenty syncs at once of one flag: one writes, and the others say that they did not", async () => {
    const percents = Array.from({ length: 20 }, (_, index) => index + 1);
    const results = await Promise.all(percents.map((percent) => open().write([writing(key, exposure([], percent))])));
    const statuses = results.map(([result]) => result!.status);
    expect(statuses.toSorted()).toEqual(["applied", ...Array.from({ length: 19 }, () => "conflict")]);
    expect(await gates()).toEqual([["percentage_of_actors", `${percents[statuses.indexOf("applied")]}`]]);
  });

  it("FLIPPER-SQL-8  a user who may make no table is told which one to make, and nothing is written", async () => {
    await query(town().url, "DROP ROLE IF EXISTS app").catch(() => undefined);
    await query(town().url, "CREATE ROLE app LOGIN");
    await query(town().url, "GRANT SELECT, INSERT, UPDATE, DELETE ON flipper_features, flipper_gates TO app");
    await query(town().url, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app");
    const app = open(town().url.replace("postgres@", "app@"));
    const [result] = await app.write([writing(key, exposure([], 10))]);
    expect(result).toMatchObject({
      status: "unauthorised",
      detail: expect.stringContaining("CREATE TABLE IF NOT EXISTS flaghoist_applied"),
    });
    expect(await gates()).toEqual([]);
    await query(town().url, "CREATE TABLE flaghoist_applied (flag text PRIMARY KEY, record text NOT NULL)");
    await query(town().url, "GRANT SELECT, INSERT, UPDATE, DELETE ON flaghoist_applied TO app");
    expect(await app.write([writing(key, exposure([], 10))])).toMatchObject([{ status: "applied" }]);
    await query(town().url, "DROP OWNED BY app");
    await query(town().url, "DROP ROLE app");
  });

  it.each([
    ["", "unauthorised", "set DATABASE_URL in the environment"],
    ["nonsense", "invalid", "DATABASE_URL does not hold an address"],
    ["postgres://u:hunter2@127.0.0.1:1/db", "unreachable", "ECONNREFUSED"],
  ])("FLIPPER-SQL-9  an address %j is %s, and never repeated", async (address, status, said) => {
    const broken = open(address);
    expect((await broken.read([key])).get(key)).toMatchObject({
      kind: "unreadable",
      why: expect.stringContaining(said),
    });
    const [result] = await broken.write([writing(key, everyone)]);
    expect(result).toMatchObject({ status, detail: expect.stringContaining(said) });
    expect(JSON.stringify(result)).not.toContain("hunter2");
    expect(await broken.keys()).toEqual([]);
  });

  it("FLIPPER-SQL-10  values other than true and false are not Flipper's to hold", async () => {
    expect(await put(everyone, { variants: { on: "blue", off: "grey" } })).toMatchObject({ status: "unsupported" });
    expect(await gates()).toEqual([]);
  });

  it("FLIPPER-SQL-22  an id that the column is too short for is told without the id, and nothing of the flag is written", async () => {
    await query(town().url, "ALTER TABLE flipper_gates ALTER COLUMN value TYPE varchar(255)");
    const results = await store().write([
      writing(key, exposure(["x".repeat(256)], 10)),
      writing("other", exposure(["x".repeat(255)], 10)),
    ]);
    await query(town().url, "ALTER TABLE flipper_gates ALTER COLUMN value TYPE varchar");
    expect(results).toMatchObject([
      { status: "invalid", detail: expect.stringContaining("longer than flipper_gates.value takes") },
      { status: "applied" },
    ]);
    expect(JSON.stringify(results)).not.toContain("xx");
    expect(await read()).toEqual({ kind: "absent" });
  });

  it("FLIPPER-SQL-11  a thousand flags are read in two statements, and one that cannot be held stops no other", async () => {
    const batch = Array.from({ length: 200 }, (_, index) =>
      writing(`flag-${index}`, exposure([], index === 77 ? 0.0001 : 10)),
    );
    const results = await store().write(batch);
    expect(results.filter(({ status }) => status === "applied")).toHaveLength(199);
    expect(results[77]).toMatchObject({ key: "flag-77", status: "unsupported" });
    let asked = 0;
    const inner = databaseIn("DATABASE_URL", () => town().url);
    const counting = flipperSqlStore("DATABASE_URL", {
      on: (use) =>
        inner.on((ask) =>
          use((...statement) => {
            asked += 1;
            return ask(...statement);
          }),
        ),
    });
    await counting.read(Array.from({ length: 1000 }, (_, index) => `flag-${index}`));
    expect(asked).toBe(2);
    expect(await counting.write(batch.slice(0, 50))).toMatchObject(
      batch.slice(0, 50).map(() => ({ status: "unchanged" })),
    );
    expect(asked).toBe(4);
  });
});
