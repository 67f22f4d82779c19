import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exposure, exposure } from "../../scripts/flag/exposure.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { databaseIn } from "../../scripts/stores/flipper/database.ts";
import { flipperScriptStore } from "../../scripts/stores/flipper-script.ts";
import { flipperSqlStore } from "../../scripts/stores/flipper-sql.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import {
  type FlipperDatabases,
  insertGates,
  type RubyFlipper,
  startFlipperDatabases,
  startRubyFlipper,
} from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { requireService } from "../services/require.ts";
import { converges, neverMoreThanMain, type Stage, stories, sync } from "./flipper/laws.ts";
import { gatesOf } from "./flipper/town.ts";
import { emptyFolder } from "./folder.ts";

const kinds = ["none", "not run", "run twice", "answer lost", "no ids"] as const;
type Fault = (typeof kinds)[number];
const faults = fc.constantFrom(...kinds);
const here = ["postgresql-15", "ruby-flipper"].every((name) => requireService(name));

describe.skipIf(!here)("Flipper by script, with people in between", () => {
  const root = emptyFolder();
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

  const people = "User;7\nUser;8";

  async function run(fault: Fault, now = "2025-03-12T16:00:00Z"): Promise<void> {
    if (fault === "not run") return;
    const env = { FLAGHOIST_ACTORS: fault === "no ids" ? "" : people };
    for (const _ of fault === "run twice" ? [1, 2] : [1]) {
      const { printed } = await ruby.run(url, join(root(), "flipper.rb"), { env, now });
      if (fault !== "answer lost") writeFileSync(join(root(), "flipper.rb.json"), printed);
    }
  }

  /** Whoever is asked runs what lies there: as soon as it is written, and again where it still waits. */
  function open(fault: Fault): Store {
    const file = fileAt(root(), "flipper.rb");
    let written = false;
    const write = async (text: string, expected: string | null) => {
      const outcome = await file.write(text, expected);
      written = true;
      await run(fault);
      return outcome;
    };
    const answer = fileAt(root(), "flipper.rb.json");
    const store = flipperScriptStore({
      path: "flipper.rb",
      script: { ...file, write },
      answer,
      actors: "FLAGHOIST_ACTORS",
      secrets: () => people,
      probe: null,
    });
    return {
      ...store,
      async write(writes) {
        written = false;
        const results = await store.write(writes);
        if (!written && results.some(({ status }) => status === "refused-by-store")) await run(fault);
        return results;
      },
    };
  }

  async function stage(): Promise<Stage<Fault>> {
    for (const file of ["flipper.rb", "flipper.rb.json"]) rmSync(join(root(), file), { force: true });
    await query(url, "TRUNCATE flipper_features, flipper_gates");
    await insertGates(url, [
      ["theirs", "percentage_of_actors", "5"],
      ["theirs", "groups", "admins"],
      ["theirs-too", "boolean", "true"],
    ]);
    const truth = flipperSqlStore(
      "DATABASE_URL",
      databaseIn("DATABASE_URL", () => url),
    );
    const theirs = () => query(url, "SELECT * FROM flipper_gates WHERE feature_key LIKE 'theirs%' ORDER BY id");
    return { store: open("none"), truth, theirs, faulty: open, passes: 2 };
  }

  it("FLIPPER-SCRIPT-12  not run, run twice, without ids, its answer lost: never more than main says, others stay", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => neverMoreThanMain(await stage(), commits)),
      { numRuns: 40 },
    );
  }, 120_000);

  it("FLIPPER-SCRIPT-13  when people do as they are asked again, two syncs converge: one to see, one to write", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => converges(await stage(), commits)),
      { numRuns: 40 },
    );
  }, 120_000);

  it("FLIPPER-SCRIPT-19  main goes back while nobody knows whether the script ran: the one that waits is replaced", async () => {
    for (const fault of ["not run", "answer lost"] as const) {
      const { store, truth, faulty } = await stage();
      const main = (rung: number, more: Partial<{ fault: Fault }> = {}) => ({
        rungs: [rung, 0],
        held: [false, false],
        fault: "none" as const,
        ...more,
      });
      await sync(store, main(2), "1");
      await sync(faulty(fault), main(3), "2");
      expect(await sync(store, main(2), "3")).toHaveLength(1);
      await sync(store, main(2), "4");
      expect((await truth.read(["a"])).get("a")).toMatchObject({ running: { exposure: { percent: 10 } } });
      expect(await sync(store, main(2), "4")).toEqual([]);
    }
  });

  it("FLIPPER-SCRIPT-18  a lowering whose answer was lost is not undone by a record, for a held flag least of all", async () => {
    const { store, truth, faulty } = await stage();
    const main = (rung: number, held = false) => ({ rungs: [rung, 0], held: [held, false], fault: "none" as const });
    await sync(store, main(3), "1");
    await sync(faulty("answer lost"), main(0), "2");
    await sync(store, main(3, true), "3");
    expect((await truth.read(["a"])).get("a")).toMatchObject({ running: { exposure: { percent: 0 } } });
  });

  it("FLIPPER-SCRIPT-14  a run whose answer was lost is our own work, not drift: the next write goes on from there", async () => {
    const { store, faulty } = await stage();
    await store.write([writing("a", exposure([], 10))]);
    const put = async (to: Store, percent: number) => {
      const expected = runningOf((await to.read(["a"])).get("a")!);
      return (await to.write([writing("a", exposure([], percent), { expected })]))[0]!.status;
    };
    expect(await put(faulty("answer lost"), 50)).toBe("refused-by-store");
    expect(await put(store, 60)).toBe("applied");
  });

  /** A write of 10 % that main asks for at an hour. */
  const asked = (at: string) => {
    const write = writing("a", exposure([], 10));
    return [{ ...write, applied: { ...write.applied, at } }];
  };

  it("FLIPPER-SCRIPT-20  it was applied when it ran, not when it was written, so that no soak is over before it began", async () => {
    const store = (await stage()).faulty("not run");
    const [write] = asked("2025-03-12T13:00:00.000Z");
    await store.write([write!]);
    await run("none", "2025-03-13T12:00:00Z");
    expect((await store.read(["a"])).get("a")).toMatchObject({
      running: { applied: { ...write!.applied, at: "2025-03-13T12:00:00.000Z" } },
    });
  });

  it("FLIPPER-SCRIPT-21  while it waits syncs leave it as it is, and what an earlier one printed counts, too", async () => {
    const store = (await stage()).faulty("not run");
    const [script, answer] = ["flipper.rb", "flipper.rb.json"].map((name) => join(root(), name));
    const waits = () => readFileSync(script!, "utf8");
    await store.write(asked("2025-03-12T13:00:00.000Z"));
    const first = waits();
    expect(await store.write(asked("2025-03-12T20:00:00.000Z"))).toMatchObject([{ status: "refused-by-store" }]);
    expect(waits()).toBe(first);
    await run("none");
    const printed = readFileSync(answer!, "utf8");
    rmSync(answer!);
    await store.write(asked("2025-03-13T02:00:00.000Z"));
    expect(waits(), "made anew, because it ends too soon").not.toBe(first);
    writeFileSync(answer!, printed);
    expect(await store.write(asked("2025-03-13T02:00:00.000Z"))).toMatchObject([{ status: "unchanged" }]);
  });

  it("FLIPPER-SCRIPT-23  what waits is taken back once main no longer asks for it: the flag is held, or an id is missing", async () => {
    const { store, truth, faulty } = await stage();
    const main = (held: boolean) => ({ rungs: [3, 0], held: [held, false], fault: "none" as const });
    await sync(store, { ...main(false), rungs: [2, 0] }, "1");
    await sync(faulty("not run"), main(false), "2");
    expect(await sync(faulty("not run"), main(true), "3")).toEqual([]);
    await run("none");
    expect((await truth.read(["a"])).get("a")).toMatchObject({ running: { exposure: { percent: 10 } } });

    await sync(faulty("not run"), main(false), "4");
    const expected = runningOf((await store.read(["a"])).get("a")!);
    const stranger = writing("a", exposure(["User;9"], 0), { expected });
    expect(await faulty("not run").write([stranger])).toMatchObject([{ status: "invalid" }]);
    await run("none");
    expect((await truth.read(["a"])).get("a")).toMatchObject({ running: { exposure: { percent: 10 } } });
  });

  it("FLIPPER-SCRIPT-24  a flag that fails half-way is as it was before, and is told without the id it failed on", async () => {
    const { store } = await stage();
    await store.write([writing("a", exposure(["User;7"], 50))]);
    await query(url, "ALTER TABLE flipper_gates ADD CONSTRAINT never CHECK (value <> 'User;8')");
    const expected = runningOf((await store.read(["a"])).get("a")!);
    const [result] = await store.write([writing("a", exposure(["User;8"], 10), { expected })]);
    await query(url, "ALTER TABLE flipper_gates DROP CONSTRAINT never");
    expect(result).toMatchObject({ detail: expect.stringContaining("failed: ActiveRecord::StatementInvalid") });
    expect(readFileSync(join(root(), "flipper.rb.json"), "utf8")).not.toContain("User");
    expect(await gatesOf(url, "a")).toEqual([
      ["actors", "User;7"],
      ["percentage_of_actors", "50"],
    ]);
  });

  it("FLIPPER-SCRIPT-25  where no transaction keeps it together it lowers first and raises narrow before wide", async () => {
    const { store } = await stage();
    const order = async (wanted: Exposure) => {
      const expected = runningOf((await store.read(["a"])).get("a")!);
      expect(await store.write([writing("a", wanted, { expected })])).toMatchObject([{ status: "applied" }]);
      const rows = await query(url, "SELECT key FROM flipper_gates WHERE feature_key = 'a' ORDER BY id");
      return rows.map((row) => row.key);
    };
    expect(await order(exposure(["User;7"], 50))).toEqual(["actors", "percentage_of_actors"]);
    expect(await order(exposure(["User;8"], 10))).toEqual(["percentage_of_actors", "actors"]);
    expect(await order(exposure(["User;7"], 20))).toEqual(["actors", "percentage_of_actors"]);
  });
});
