import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Write } from "../../scripts/flag/running.ts";
import { databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import {
  type FlipperDatabases,
  insertGates,
  type RubyFlipper,
  startFlipperDatabases,
  startRubyFlipper,
} from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { requireService } from "../services/require.ts";

const here = ["postgresql-15", "ruby-flipper"].every((name) => requireService(name));

describe.skipIf(!here)("Flipper by SQL", () => {
  let databases: FlipperDatabases;
  let ruby: RubyFlipper;
  let url: string;
  beforeAll(async () => {
    databases = await startFlipperDatabases();
    ruby = startRubyFlipper();
    url = await databases.fresh();
  });
  afterAll(async () => {
    await ruby.stop();
    await databases.server.stop();
  });

  const open = (address = url): Store =>
    flipperSqlStore(
      "DATABASE_URL",
      databaseIn("DATABASE_URL", () => address),
    );
  const everything = async () => [
    await query(url, "SELECT key FROM flipper_features ORDER BY 1"),
    await query(url, "SELECT id, feature_key, key, value, updated_at FROM flipper_gates ORDER BY 1"),
    await query(
      url,
      "SELECT to_regclass('flaghoist_applied') IS NULL OR (SELECT count(*) FROM flipper_features) = 0 AS none",
    ),
  ];

  const empty = async () => {
    await query(url, "DROP TABLE IF EXISTS flaghoist_applied");
    await query(url, "ALTER TABLE IF EXISTS away RENAME TO flipper_gates");
    await query(url, "TRUNCATE flipper_features, flipper_gates");
  };
  beforeEach(empty);

  storeConformance("flipper-sql", async () => {
    await empty();
    return {
      store: open(),
      contents: () => query(url, "SELECT * FROM flipper_features").then(async (all) => [all, await gatesOrNone()]),
      spoil: () => query(url, "ALTER TABLE flipper_gates RENAME TO away"),
    };
  });
  const gatesOrNone = () => query(url, "SELECT id, feature_key, key, value FROM flipper_gates").catch(() => "none");

  const key = "form1095b_download";
  const store = () => open();
  const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) => {
    const expected = runningOf((await store().read([key])).get(key)!);
    return (await store().write([writing(key, wanted, { expected, ...more })]))[0]!;
  };
  const read = async () => (await store().read([key])).get(key)!;
  const gates = async (flag = key) =>
    (await query(url, "SELECT key, value FROM flipper_gates WHERE feature_key = $1 ORDER BY key, value", [flag])).map(
      (row) => [row.key, row.value],
    );

  it("FLIPPER-SQL-1  a new percent leaves no second row beside it, and only what changes is written", async () => {
    await put(exposure(["User;7"], 10));
    await put(exposure(["User;7", "User;8"], 12.5));
    expect(await gates()).toEqual([
      ["actors", "User;7"],
      ["actors", "User;8"],
      ["percentage_of_actors", "12.5"],
    ]);
    expect((await everything())[0]).toEqual([{ key }]);
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
    expect(await query(url, "SELECT key FROM flipper_features")).toEqual([{ key }]);
  });

  it.each([
    ["groups", "admins", 'the group "admins"'],
    ["percentage_of_time", "5", "a percentage of time"],
    ["expression", "{}", "an expression"],
    ["surprise", "x", 'a Flipper gate named "surprise"'],
  ])(
    "FLIPPER-SQL-3  %s is somebody else's: reported, and still there after every write of ours",
    async (gate, value, said) => {
      await put(exposure(["User;7"], 10));
      await insertGates(url, [[key, gate, value]]);
      expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [said] } });
      for (const wanted of [exposure([], 50), everyone, nobody]) {
        expect(await put(wanted)).toMatchObject({ status: "unverified", detail: expect.stringContaining(said) });
        expect(await gates()).toContainEqual([gate, value]);
      }
      expect(await put(null)).toMatchObject({ status: "unsupported", detail: expect.stringContaining(said) });
      expect(await gates()).toEqual([[gate, value]]);
    },
  );

  it("FLIPPER-SQL-4  a flag that only a hand removed shows nobody and keeps its record: drift, not a new flag", async () => {
    await put(exposure([], 10));
    await query(url, "DELETE FROM flipper_features");
    await query(url, "DELETE FROM flipper_gates");
    expect(await read()).toMatchObject({ running: { exposure: nobody, applied: { plan: "form1095b" } } });
    expect(await put(null)).toMatchObject({ status: "applied" });
    expect(await read()).toEqual({ kind: "absent" });
  });

  it("FLIPPER-SQL-5  gates without a feature are evaluated, so they are read; writing makes the feature", async () => {
    await insertGates(url, [[key, "percentage_of_actors", "10"]]);
    await query(url, "DELETE FROM flipper_features");
    expect(await read()).toMatchObject({ running: { exposure: { percent: 10 }, applied: null } });
    expect(await store().keys()).toEqual([key]);
    expect((await store().write([writing(key, exposure([], 50))]))[0]).toMatchObject({ status: "conflict" });
    expect(await put(exposure([], 50))).toMatchObject({ status: "applied" });
    expect(await query(url, "SELECT key FROM flipper_features")).toEqual([{ key }]);
  });

  it("FLIPPER-SQL-6  somebody who is writing the same flag meanwhile is waited for, and then it is a conflict", async () => {
    await put(exposure([], 10));
    const expected = runningOf(await read());
    const theirs = new (await import("pg")).default.Client({ connectionString: url });
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

  it("FLIPPER-SQL-7  twenty syncs at once of one flag: one writes, and the others say that they did not", async () => {
    const percents = Array.from({ length: 20 }, (_, index) => index + 1);
    const results = await Promise.all(percents.map((percent) => open().write([writing(key, exposure([], percent))])));
    const statuses = results.map(([result]) => result!.status);
    expect(statuses.toSorted()).toEqual(["applied", ...Array.from({ length: 19 }, () => "conflict")]);
    expect(await gates()).toEqual([["percentage_of_actors", `${percents[statuses.indexOf("applied")]}`]]);
  });

  it("FLIPPER-SQL-8  a user who may make no table is told which one to make, and nothing is written", async () => {
    await query(url, "DROP ROLE IF EXISTS app").catch(() => undefined);
    await query(url, "CREATE ROLE app LOGIN");
    await query(url, "GRANT SELECT, INSERT, UPDATE, DELETE ON flipper_features, flipper_gates TO app");
    await query(url, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app");
    const app = open(url.replace("postgres@", "app@"));
    const [result] = await app.write([writing(key, exposure([], 10))]);
    expect(result).toMatchObject({
      status: "unauthorised",
      detail: expect.stringContaining("CREATE TABLE IF NOT EXISTS flaghoist_applied"),
    });
    expect(await gates()).toEqual([]);
    await query(url, "CREATE TABLE flaghoist_applied (flag text PRIMARY KEY, record text NOT NULL)");
    await query(url, "GRANT SELECT, INSERT, UPDATE, DELETE ON flaghoist_applied TO app");
    expect(await app.write([writing(key, exposure([], 10))])).toMatchObject([{ status: "applied" }]);
    await query(url, "DROP OWNED BY app");
    await query(url, "DROP ROLE app");
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

  it("FLIPPER-SQL-11  a thousand flags are read in two statements, and one that cannot be held stops no other", async () => {
    const batch = Array.from({ length: 200 }, (_, index) =>
      writing(`flag-${index}`, exposure([], index === 77 ? 0.0001 : 10)),
    );
    const results = await store().write(batch);
    expect(results.filter(({ status }) => status === "applied")).toHaveLength(199);
    expect(results[77]).toMatchObject({ key: "flag-77", status: "unsupported" });
    let asked = 0;
    const inner = databaseIn("DATABASE_URL", () => url);
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

  it.each([
    ["100", false, "conditional"],
    ["150", false, "conditional"],
  ])(
    "FLIPPER-SQL-12  %s %% of actors is everyone with an id and nobody without: less than everyone",
    async (value, keyless, state) => {
      await insertGates(url, [[key, "percentage_of_actors", value]]);
      expect(await ruby.ask(url, key, ["User;1", "User;2"])).toEqual({ on: ["User;1", "User;2"], keyless, state });
      expect(await read()).toMatchObject({ running: { exposure: { percent: 99.9999 }, foreign: [] } });
      expect(await put(everyone)).toMatchObject({ status: "applied" });
      expect(await ruby.ask(url, key, ["User;1"])).toEqual({ on: ["User;1"], keyless: true, state: "on" });
    },
  );

  it.each([
    [[["percentage_of_actors", "abc"]], 'reads "abc"'],
    [[["percentage_of_actors", "1e1"]], 'reads "1e1"'],
    [
      [
        ["percentage_of_actors", "10"],
        ["percentage_of_actors", "50"],
      ],
      '2 percentages of actors at once: "10", "50"',
    ],
  ])(
    "FLIPPER-SQL-13  %j can be read in two ways: it counts as everyone, and a write makes it clear",
    async (rows, said) => {
      await insertGates(
        url,
        rows.map(([gate, value]) => [key, gate!, value!] as const),
      );
      expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [expect.stringContaining(said)] } });
      expect(await put(exposure([], 5))).toMatchObject({ status: "applied" });
      expect(await gates()).toEqual([["percentage_of_actors", "5"]]);
    },
  );

  it.each(["0", "0.0", null])("FLIPPER-SQL-14  a percent of %j is nobody, as no row is", async (value) => {
    await insertGates(url, [
      [key, "percentage_of_actors", value],
      [key, "boolean", "false"],
    ]);
    expect(await read()).toMatchObject({ running: { exposure: nobody, foreign: [] } });
    expect((await ruby.ask(url, key, ["User;1"])).on).toEqual([]);
  });

  it("FLIPPER-SQL-15  percent and actors behind an open boolean gate are everyone", async () => {
    await insertGates(url, [
      [key, "boolean", "true"],
      [key, "percentage_of_actors", "5"],
    ]);
    expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [] } });
    expect((await ruby.ask(url, key, ["User;1"])).keyless).toBe(true);
  });
});
