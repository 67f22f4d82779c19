import { describe, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { databaseIn } from "../../../scripts/stores/flipper/database.ts";
import {
  listFlags,
  makeRecordTable,
  readFlags,
  recordTable,
  writeFlag,
} from "../../../scripts/stores/flipper/tables.ts";
import { writing } from "../../conformance/exposures.ts";
import { insertGates } from "../../services/flipper.ts";
import { query } from "../../services/postgres.ts";
import { gatesOf, here, useTown } from "./town.ts";

describe.skipIf(!here)("Flipper's tables", () => {
  const town = useTown();
  const database = () => databaseIn("DATABASE_URL", () => town().url);

  it("TABLES-1  the record's table is made once, by whoever comes first", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => database().on(makeRecordTable)));
    expect(made.every(({ ok }) => ok)).toBe(true);
    expect(recordTable).toContain("IF NOT EXISTS");
  });

  it("TABLES-2  a row that stays is not written again, and one without a value goes", async () => {
    await insertGates(town().url, [
      ["f", "actors", "a"],
      ["f", "actors", "b"],
      ["f", "percentage_of_actors", null],
    ]);
    const before = await query(town().url, "SELECT id FROM flipper_gates WHERE value = 'a'");
    await database().on(async (ask) => {
      await makeRecordTable(ask);
      await writeFlag(ask, writing("f", exposure(["a"], 10)));
    });
    expect(await gatesOf(town().url, "f")).toEqual([
      ["actors", "a"],
      ["percentage_of_actors", "10"],
    ]);
    expect(await query(town().url, "SELECT id FROM flipper_gates WHERE value = 'a'")).toEqual(before);
  });

  it("TABLES-3  flags are listed once each, and those nobody asked for are not read", async () => {
    await insertGates(town().url, [
      ["b", "boolean", "true"],
      ["a", "boolean", "true"],
    ]);
    expect(await database().on(listFlags)).toEqual({ ok: true, value: ["a", "b"] });
    const read = await database().on((ask) => readFlags(ask, ["a", "c"]));
    expect(read.ok && [...read.value].map(([key, { kind }]) => [key, kind])).toEqual([
      ["a", "running"],
      ["c", "absent"],
    ]);
  });
});
