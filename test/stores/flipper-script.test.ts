import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading, Write } from "../../scripts/flag/running.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { flipperScriptStore } from "../../scripts/stores/flipper-script.ts";
import type { Store } from "../../scripts/stores/store.ts";
import type { TextFile } from "../../scripts/stores/text-file.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { insertGates, type Ran } from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { gatesOf, here, useTown } from "./flipper/town.ts";
import { emptyFolder } from "./folder.ts";

const noon = "2025-03-12T16:00:00Z";
const people = ["User;7", "User;8", "ada@example.gov"];

describe.skipIf(!here)("Flipper by script", () => {
  const root = emptyFolder();
  const town = useTown();
  beforeEach(() => {
    known = people;
  });

  let known: readonly string[] = people;
  const open = (script: TextFile = fileAt(root(), "flipper.rb")): Store =>
    flipperScriptStore({
      path: "flipper.rb",
      script,
      answer: fileAt(root(), "flipper.rb.json"),
      actors: "FLAGHOIST_ACTORS",
      secrets: (name) => (name === "FLAGHOIST_ACTORS" ? known.join("\n") : undefined),
      probe: null,
    });
  const scriptText = () => readFileSync(join(root(), "flipper.rb"), "utf8");

  /** What a person does: runs the script in the application, and keeps what it prints. */
  async function runIt(more: { now?: string; ids?: readonly string[]; cached?: number } = {}): Promise<Ran> {
    const env = { FLAGHOIST_ACTORS: (more.ids ?? known).join("\n") };
    const ran = await town().ruby.run(town().url, join(root(), "flipper.rb"), {
      env,
      now: more.now ?? noon,
      ...(more.cached && { cached: more.cached }),
    });
    writeFileSync(join(root(), "flipper.rb.json"), ran.printed);
    return ran;
  }

  const gates = () => gatesOf(town().url, "flag");
  const read = async (key = "flag"): Promise<Reading> => (await open().read([key])).get(key)!;
  const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) =>
    (await open().write([writing("flag", wanted, { expected: runningOf(await read()), ...more })]))[0]!;
  const resultOf = ({ printed }: Ran) => JSON.parse(printed).results.flag;

  storeConformance("flipper-script, run by a job as soon as it is there", () => {
    const file = fileAt(root(), "flipper.rb");
    let now = noon;
    const script: TextFile = {
      ...file,
      async write(text, expected) {
        const outcome = await file.write(text, expected);
        await runIt({ now });
        return outcome;
      },
    };
    const store = open(script);
    return {
      store: {
        ...store,
        write(writes) {
          now = writes[0]?.applied.at ?? noon;
          known = [...new Set([...known, ...writes.flatMap(({ exposure }) => exposure?.actors ?? [])])];
          return store.write(writes);
        },
      },
      contents: () => query(town().url, "SELECT id, feature_key, key, value FROM flipper_gates ORDER BY id"),
      spoil: () => writeFileSync(join(root(), "flipper.rb.json"), ""),
    };
  });

  it("FLIPPER-SCRIPT-1  a write waits for somebody to run it; once what it printed is there it is applied", async () => {
    const wanted = exposure(people, 10);
    expect(await put(wanted)).toMatchObject({
      status: "refused-by-store",
      detail: expect.stringContaining("flipper.rb"),
    });
    expect(await gates()).toEqual([]);
    expect(await runIt()).toMatchObject({ status: 0, complained: "" });
    expect(await read()).toMatchObject({ running: { exposure: wanted, applied: { plan: "form1095b" } } });
    expect(await put(wanted)).toMatchObject({ status: "unchanged" });
    expect((await town().ruby.ask(town().url, "flag", people)).on).toEqual(people);
  });

  it("FLIPPER-SCRIPT-2  a second run changes nothing and says so", async () => {
    await put(exposure(people, 10));
    expect(resultOf(await runIt())).toBe("written");
    const before = await query(town().url, "SELECT * FROM flipper_gates ORDER BY id");
    const again = await runIt();
    expect([again.status, resultOf(again)]).toEqual([0, "unchanged"]);
    expect(await query(town().url, "SELECT * FROM flipper_gates ORDER BY id")).toEqual(before);
  });

  it("FLIPPER-SCRIPT-3  where a hand changed the flag since, it refuses, and what it prints shows the drift", async () => {
    await put(exposure([], 10));
    await runIt();
    await put(exposure([], 50));
    await query(town().url, "DELETE FROM flipper_gates");
    const ran = await runIt();
    expect([ran.status, resultOf(ran)]).toEqual([3, "conflict"]);
    expect(await gates()).toEqual([]);
    expect(await read()).toMatchObject({ running: { exposure: nobody, applied: { exposure: { percent: 10 } } } });
  });

  it("FLIPPER-SCRIPT-4  no id stands in the script or in what it prints", async () => {
    await put(exposure(people, 10));
    const { printed } = await runIt();
    await put(exposure(["User;7"], 50));
    for (const text of [scriptText(), printed, (await runIt()).printed]) {
      for (const id of people) expect(text).not.toContain(id);
    }
  });

  it("FLIPPER-SCRIPT-5  an id that is not in the environment stops the flag, here or there", async () => {
    known = ["User;7"];
    expect(await put(exposure(people, 10))).toMatchObject({
      status: "invalid",
      detail: expect.stringContaining("FLAGHOIST_ACTORS lacks 2 of the 3"),
    });
    known = people;
    await put(exposure(people, 10));
    const ran = await runIt({ ids: ["User;7"] });
    expect([ran.status, resultOf(ran)]).toEqual([3, "ids-missing"]);
    expect(await gates()).toEqual([]);
  });

  it("FLIPPER-SCRIPT-22  more actors than the application's Flipper takes are refused before anything is written", async () => {
    known = Array.from({ length: 101 }, (_, index) => `User;${index}`);
    expect(await put(exposure(known, 10))).toMatchObject({
      status: "unsupported",
      detail: expect.stringContaining("100"),
    });
    expect(open().holds(exposure(known.slice(1), 10))).toEqual({ ok: true });
    expect(open().holds(exposure(known, 100))).toEqual({ ok: true });
  });

  it("FLIPPER-SCRIPT-6  a day after main said so it changes nothing any more", async () => {
    await put(exposure([], 10));
    const ran = await runIt({ now: "2025-03-13T13:00:01Z" });
    expect([ran.status, resultOf(ran)]).toEqual([3, "late"]);
    expect(await gates()).toEqual([]);
    expect(resultOf(await runIt({ now: "2025-03-13T12:59:59Z" }))).toBe("written");
  });

  it("FLIPPER-SCRIPT-7  everyone is the boolean gate, and going back writes percent and actors anew", async () => {
    for (const [wanted, rows] of [
      [
        exposure(["User;7"], 50),
        [
          ["actors", "User;7"],
          ["percentage_of_actors", "50"],
        ],
      ],
      [everyone, [["boolean", "true"]]],
      [
        exposure(["User;7"], 12.5),
        [
          ["actors", "User;7"],
          ["percentage_of_actors", "12.5"],
        ],
      ],
      [nobody, [["percentage_of_actors", "0"]]],
    ] as const) {
      await put(wanted);
      await runIt();
      expect(await gates()).toEqual(rows);
    }
    await put(null);
    await runIt();
    expect(await read()).toEqual({ kind: "absent" });
    expect(await query(town().url, "SELECT * FROM flipper_features")).toEqual([]);
  });

  it("FLIPPER-SCRIPT-8  a group somebody added since is a conflict; one that was there stays and is said", async () => {
    await put(exposure(["User;7"], 50));
    await runIt();
    await put(exposure(["User;7"], 10));
    await insertGates(town().url, [["flag", "groups", "admins"]]);
    expect(resultOf(await runIt())).toBe("conflict");
    expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: ['the group "admins"'] } });
    await put(nobody);
    expect(resultOf(await runIt())).toBe("foreign");
    expect(await gates()).toEqual([
      ["groups", "admins"],
      ["percentage_of_actors", "0"],
    ]);
    for (const wanted of [everyone, null]) {
      await put(wanted);
      expect(resultOf(await runIt())).toBe("foreign");
      expect(await gates()).toContainEqual(["groups", "admins"]);
    }
  });

  it("FLIPPER-SCRIPT-9  it looks behind Flipper's cache, which may be older than a change by hand", async () => {
    await put(exposure([], 10));
    await runIt({ cached: 60 });
    await town().ruby.ask(town().url, "flag", people, 60);
    await query(town().url, "DELETE FROM flipper_gates");
    await put(exposure([], 50));
    expect(resultOf(await runIt({ cached: 60 }))).toBe("conflict");
  });

  it("FLIPPER-SCRIPT-10  an actor added by hand counts, though nobody here knows who it is, and goes with the next write", async () => {
    await put(exposure(["User;7"], 10));
    await runIt();
    await insertGates(town().url, [["flag", "actors", "User;9000"]]);
    await put(exposure(["User;7"], 50));
    expect(resultOf(await runIt())).toBe("conflict");
    expect(await read()).toMatchObject({
      running: { exposure: { actors: ["User;7", expect.stringMatching(/^unknown actor/)] } },
    });
    await put(exposure(["User;7"], 10));
    expect(resultOf(await runIt())).toBe("written");
    expect(await gates()).toEqual([
      ["actors", "User;7"],
      ["percentage_of_actors", "10"],
    ]);
  });

  it("FLIPPER-SCRIPT-11  flags of earlier runs are looked at again, and their records are kept", async () => {
    await put(exposure([], 10));
    await runIt();
    const before = await read();
    await open().write([writing("other", everyone)]);
    await runIt();
    expect(await read()).toEqual(before);
    expect(await read("other")).toMatchObject({ running: { exposure: everyone } });
    expect(await open().keys()).toEqual(["flag", "other"]);
  });
});
