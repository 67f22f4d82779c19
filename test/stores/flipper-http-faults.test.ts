import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Exposure, everyone, exposure } from "../../scripts/flag/exposure.ts";
import { recorded } from "../../scripts/flag/recorded.ts";
import type { Running } from "../../scripts/flag/running.ts";
import { openApi } from "../../scripts/stores/flipper/api.ts";
import { flipperHttpStore } from "../../scripts/stores/flipper-http.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { DocumentProblem, type TextFile } from "../../scripts/stores/text-file.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { napping } from "../http/clock.ts";
import { type FlipperFake, startFlipperFake, type Wrong } from "./fakes/flipper-http.ts";
import { converges, keys, neverMoreThanMain, type Stage, stories } from "./flipper/laws.ts";
import { type TextInMemory, textInMemory } from "./text-in-memory.ts";

/** A request, counted from 0, with which something goes wrong, and perhaps with all that follow; or the record's file. */
interface Fault {
  readonly at: number;
  readonly how: Wrong | "no record";
  readonly andOn: boolean;
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 16 }),
  how: fc.constantFrom<Fault["how"]>("lost before", "lost after", "lies", 401, 429, 500, 502, "no record"),
  andOn: fc.boolean(),
});

let fake: FlipperFake;
beforeEach(async () => {
  fake = await startFlipperFake();
});
afterEach(() => fake.close());

const open = (file: TextFile): Store =>
  flipperHttpStore("fake", openApi({ url: fake.url, token: null, secrets: () => undefined, clock: napping() }), file);

/** The file of records, which from its `at`-th write on cannot be written. */
function unwritable(file: TextInMemory, at: number): TextFile {
  let count = 0;
  return {
    name: file.name,
    read: () => file.read(),
    async write(text, expected) {
      if (count++ >= at) throw new DocumentProblem("unreachable", "no space left");
      return file.write(text, expected);
    },
  };
}

function stage(): Stage<Fault> {
  fake.right();
  fake.flags.clear();
  fake.flags.set("theirs", { percentage_of_actors: "5", groups: ["admins"] });
  fake.flags.set("theirs-too", { boolean: "true" });
  const file = textInMemory(null, "runtime/applied.json");
  const calm = open(file);
  const during = async <T>(fault: Fault, does: () => Promise<T>): Promise<T> => {
    if (fault.how !== "no record") fake.wrong(fault.at, fault.how, fault.andOn);
    return does().finally(() => fake.right());
  };
  return {
    store: calm,
    truth: calm,
    theirs: async () => structuredClone([...fake.flags].filter(([key]) => !keys.includes(key))),
    faulty(fault) {
      const store = fault.how === "no record" ? open(unwritable(file, fault.at % 3)) : open(file);
      return { ...store, write: (writes) => during(fault, () => store.write(writes)) };
    },
  };
}

it("FLIPPER-HTTP-15  whatever fails at any request: never more than main says, nothing held is raised, others stay", async () => {
  await fc.assert(
    fc.asyncProperty(stories(faults), async (commits) => neverMoreThanMain(stage(), commits)),
    { numRuns: 150 },
  );
}, 120_000);

it("FLIPPER-HTTP-16  when faults stop, one more sync converges", async () => {
  await fc.assert(
    fc.asyncProperty(stories(faults), async (commits) => converges(stage(), commits)),
    { numRuns: 150 },
  );
}, 120_000);

const rungs = [
  exposure(["a", "b"], 0),
  exposure(["a", "b", "c"], 10),
  exposure(["b"], 50),
  everyone,
  exposure(["a"], 12.5),
];

it("FLIPPER-HTTP-17  after every prefix of every write it shows nobody more than before or than wanted, and goes on", async () => {
  for (const [before, after] of rungs.flatMap((a) => rungs.map((b) => [a, b] as const))) {
    for (let at = 0; at < 12; at += 1) {
      for (const how of ["lost before", "lost after"] as const) {
        const { store, faulty } = stage();
        const put = async (to: Store, wanted: typeof before) => {
          const expected = runningOf((await to.read(["f"])).get("f")!);
          return (await to.write([writing("f", wanted, { expected })]))[0]!;
        };
        await put(store, before);
        await put(faulty({ at, how, andOn: true }), after);
        const now = runningOf((await store.read(["f"])).get("f")!)!;
        const { actors, percent } = now.exposure;
        expect(percent === before.percent || percent <= after.percent).toBe(true);
        expect(actors.every((one) => before.actors.includes(one) || after.actors.includes(one))).toBe(true);
        expect(now.applied?.exposure, "what we left behind is not taken for somebody's hand").toEqual(
          recorded(now.exposure),
        );
        expect((await put(store, after)).status).toMatch(/^(applied|unchanged)$/);
      }
    }
  }
}, 120_000);

it("FLIPPER-HTTP-18  somebody's hand in the middle of a write is drift and stays", async () => {
  const { store, faulty } = stage();
  await store.write([writing("f", everyone)]);
  const expected = runningOf((await store.read(["f"])).get("f")!);
  await faulty({ at: 4, how: "lost before", andOn: true }).write([writing("f", exposure(["a"], 10), { expected })]);
  fake.flags.set("f", { actors: ["somebody-else"] });
  const { running } = (await store.read(["f"])).get("f") as {
    running: { applied: { exposure: unknown }; exposure: unknown };
  };
  expect(running.applied.exposure).toEqual(recorded(everyone));
});

it("FLIPPER-HTTP-19  a token that expires half-way: what was begun says so, what was not is not tried", async () => {
  const { store, faulty } = stage();
  const batch = ["a", "b", "c"].map((key) => writing(key, exposure(["User;7"], 10)));
  const results = await faulty({ at: 4, how: 401, andOn: true }).write(batch);
  expect(results.map(({ status }) => status)).toEqual(["partial", "unauthorised", "unauthorised"]);
  expect(results[2]!.detail).toContain("not tried");
  for (const key of ["a", "b", "c"]) {
    const expected = runningOf((await store.read([key])).get(key)!);
    expect(await store.write([writing(key, exposure(["User;7"], 10), { expected })])).toMatchObject([
      { status: "applied" },
    ]);
  }
});

/** A store between whose requests something happens: after the n-th that changes the flag, counted from 1. */
function meanwhile(file: TextFile, nth: number, hand: () => void): Store {
  const api = openApi({ url: fake.url, token: null, secrets: () => undefined, clock: napping() });
  let count = 0;
  const send: typeof api.send = async (...asked) => {
    const said = await api.send(...asked);
    if (++count === nth) hand();
    return said;
  };
  return flipperHttpStore("fake", { ...api, send }, file);
}

async function begun(before: Exposure): Promise<{ readonly file: TextInMemory; readonly expected: Running | null }> {
  const file = textInMemory(null, "runtime/applied.json");
  await open(file).write([writing("f", before)]);
  return { file, expected: runningOf((await open(file).read(["f"])).get("f")!) };
}

const posts = (from: number) => fake.seen.slice(from).filter(({ line }) => line.startsWith("POST")).length;

it.each([
  ["lost after", 1],
  ["lost before", 2],
] as const)("FLIPPER-HTTP-21  a raise that is %s is looked at, and sent %d times in all", async (how, sent) => {
  const { file, expected } = await begun(exposure([], 10));
  const from = fake.seen.length;
  fake.wrong(2, how);
  expect(await open(file).write([writing("f", exposure([], 50), { expected })])).toMatchObject([{ status: "applied" }]);
  expect(posts(from)).toBe(sent);
});

it("FLIPPER-HTTP-22  a raise whose answer is lost is not repeated over somebody who switched the flag off", async () => {
  const { file, expected } = await begun(exposure(["a"], 10));
  fake.wrong(2, "lost after");
  const store = meanwhile(file, 1, () => fake.flags.set("f", {}));
  expect(await store.write([writing("f", exposure(["a"], 50), { expected })])).toMatchObject([{ status: "conflict" }]);
  expect(fake.flags.get("f")).toEqual({});
  expect((await open(file).read(["f"])).get("f")).toMatchObject({
    running: { applied: { exposure: { percent: 50 } } },
  });
});

it("FLIPPER-HTTP-23  nor is a row of requests gone on with over them: each answer says what the flag holds", async () => {
  const { file, expected } = await begun(exposure(["a"], 10));
  const store = meanwhile(file, 1, () => fake.flags.set("f", {}));
  const wanted = exposure(["a", "b", "c"], 50);
  expect(await store.write([writing("f", wanted, { expected })])).toMatchObject([{ status: "conflict" }]);
  expect(fake.flags.get("f")).toEqual({ actors: ["c"] });
  const found = runningOf((await open(file).read(["f"])).get("f")!)!;
  expect(found.applied!.exposure, "theirs is drift").toEqual(recorded(exposure(["a", "b", "c"], 10)));
});
