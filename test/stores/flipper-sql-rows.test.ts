import { describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Write } from "../../scripts/flag/running.ts";
import { databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { insertGates } from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { gatesOf, here, useTown } from "./flipper/town.ts";

describe.skipIf(!here)("Flipper by SQL: rows that somebody else wrote", () => {
  const town = useTown();

  const open = (address = town().url): Store =>
    flipperSqlStore(
      "DATABASE_URL",
      databaseIn("DATABASE_URL", () => address),
    );
  const key = "form1095b_download";
  const store = () => open();
  const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) => {
    const expected = runningOf((await store().read([key])).get(key)!);
    return (await store().write([writing(key, wanted, { expected, ...more })]))[0]!;
  };
  const read = async () => (await store().read([key])).get(key)!;
  const gates = () => gatesOf(town().url, key);

  it.each([
    ["groups", "admins", 'the group "admins"'],
    ["percentage_of_time", "5", "a percentage of time"],
    ["expression", "{}", "an expression"],
    ["surprise", "x", 'a Flipper gate named "surprise"'],
  ])(
    "FLIPPER-SQL-3  %s is somebody else's: reported, and still there after every write of ours",
    async (gate, value, said) => {
      await put(exposure(["User;7"], 10));
      await insertGates(town().url, [[key, gate, value]]);
      expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [said] } });
      for (const wanted of [exposure([], 50), everyone, nobody]) {
        expect(await put(wanted)).toMatchObject({ status: "unverified", detail: expect.stringContaining(said) });
        expect(await gates()).toContainEqual([gate, value]);
      }
      expect(await put(null)).toMatchObject({ status: "unsupported", detail: expect.stringContaining(said) });
      expect(await gates()).toEqual([[gate, value]]);
    },
  );

  it("FLIPPER-SQL-5  gates without a feature are evaluated, so they are read; writing makes the feature", async () => {
    await insertGates(town().url, [[key, "percentage_of_actors", "10"]]);
    await query(town().url, "DELETE FROM flipper_features");
    expect(await read()).toMatchObject({ running: { exposure: { percent: 10 }, applied: null } });
    expect(await store().keys()).toEqual([key]);
    expect((await store().write([writing(key, exposure([], 50))]))[0]).toMatchObject({ status: "conflict" });
    expect(await put(exposure([], 50))).toMatchObject({ status: "applied" });
    expect(await query(town().url, "SELECT key FROM flipper_features")).toEqual([{ key }]);
  });

  it.each([
    ["100", false, "conditional"],
    ["150", false, "conditional"],
  ])(
    "FLIPPER-SQL-12  %s %% of actors is everyone with an id and nobody without: less than everyone",
    async (value, keyless, state) => {
      await insertGates(town().url, [[key, "percentage_of_actors", value]]);
      expect(await town().ruby.ask(town().url, key, ["User;1", "User;2"])).toEqual({
        on: ["User;1", "User;2"],
        keyless,
        state,
      });
      expect(await read()).toMatchObject({ running: { exposure: { percent: 99.9999 }, foreign: [] } });
      expect(await put(everyone)).toMatchObject({ status: "applied" });
      expect(await town().ruby.ask(town().url, key, ["User;1"])).toEqual({
        on: ["User;1"],
        keyless: true,
        state: "on",
      });
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
        town().url,
        rows.map(([gate, value]) => [key, gate!, value!] as const),
      );
      expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [expect.stringContaining(said)] } });
      expect(await put(exposure([], 5))).toMatchObject({ status: "applied" });
      expect(await gates()).toEqual([["percentage_of_actors", "5"]]);
    },
  );

  it.each(["0", "0.0", null])("FLIPPER-SQL-14  a percent of %j is nobody, as no row is", async (value) => {
    await insertGates(town().url, [
      [key, "percentage_of_actors", value],
      [key, "boolean", "false"],
    ]);
    expect(await read()).toMatchObject({ running: { exposure: nobody, foreign: [] } });
    expect((await town().ruby.ask(town().url, key, ["User;1"])).on).toEqual([]);
  });

  it("FLIPPER-SQL-21  a share of time that somebody set back to 0 is nobody's, and goes with the flag", async () => {
    await put(exposure([], 10));
    await insertGates(town().url, [[key, "percentage_of_time", "0"]]);
    expect(await read()).toMatchObject({ running: { exposure: exposure([], 10), foreign: [] } });
    expect(await put(exposure([], 50))).toMatchObject({ status: "applied" });
    expect(await gates()).toContainEqual(["percentage_of_time", "0"]);
    expect(await put(null)).toMatchObject({ status: "applied" });
    expect(await read()).toEqual({ kind: "absent" });
  });

  it("FLIPPER-SQL-15  percent and actors behind an open boolean gate are everyone", async () => {
    await insertGates(town().url, [
      [key, "boolean", "true"],
      [key, "percentage_of_actors", "5"],
    ]);
    expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [] } });
    expect((await town().ruby.ask(town().url, key, ["User;1"])).keyless).toBe(true);
  });
});
