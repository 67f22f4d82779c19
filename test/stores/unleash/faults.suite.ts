import fc from "fast-check";
import { expect, it } from "vitest";
import { type Exposure, everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { recorded } from "../../../scripts/flag/recorded.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { converges, keys, neverMoreThanMain, type Stage, stories } from "../flipper/laws.ts";
import type { Wrong } from "./proxy.ts";
import type { Town } from "./town.ts";

/** A request of a write, counted from 0, with which something goes wrong, and perhaps with all that follow. */
interface Fault {
  readonly at: number;
  readonly how: Wrong;
  readonly andOn: boolean;
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 14 }),
  how: fc.constantFrom<Wrong>("lost before", "lost after", "lies", "change request", 401, 429, 500, 502),
  andOn: fc.boolean(),
});

const runs = 6;

/** Whatever goes wrong between us and the server. */
export function faultsSuite(town: () => Town & { clear(): Promise<void> }): void {
  const theirs = async () => {
    const tables = (await town().rows()) as readonly (readonly Readonly<Record<string, unknown>>[])[];
    return tables.map((rows) => rows.filter((row) => !keys.includes(String(row.name ?? row.feature_name))));
  };
  async function stage(): Promise<Stage<Fault>> {
    const { store, proxy, clear, put, admin } = town();
    proxy.right();
    await clear();
    await put("theirs", exposure(["x"], 5));
    await admin("POST", "/projects/default/features", { name: "theirs-too", type: "release" });
    return {
      store,
      truth: store,
      theirs,
      faulty: ({ at, how, andOn }) => ({
        ...store,
        write: (writes) => {
          proxy.wrong(at, how, andOn);
          return store.write(writes).finally(() => proxy.right());
        },
      }),
    };
  }

  it("UNLEASH-60  whatever fails at any request: never more than main says, nothing held is raised, others stay", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => neverMoreThanMain(await stage(), commits)),
      { numRuns: runs },
    );
  }, 240_000);

  it("UNLEASH-61  when faults stop, one more sync converges", async () => {
    await fc.assert(
      fc.asyncProperty(stories(faults), async (commits) => converges(await stage(), commits)),
      { numRuns: runs },
    );
  }, 240_000);

  it.each<[Exposure | null, Exposure, number]>([
    [null, exposure(["a"], 10), 11],
    [nobody, everyone, 8],
    [exposure(["a", "b"], 50), exposure(["b", "c"], 10), 5],
    [exposure([], 10), exposure(["a"], 50), 5],
    [everyone, exposure(["a"], 10), 6],
    [exposure(["a"], 10), nobody, 6],
  ])(
    "UNLEASH-62  from %j to %j: after every prefix nobody more than before or than wanted sees it, and the next sync ends it",
    async (before, after, most) => {
      const { store, faulty } = await stage();
      for (let at = 0; at < most; at += 1) {
        // A request that was lost on its way leaves what the one before left.
        for (const how of at === 0 ? (["lost before", "lost after"] as const) : (["lost after"] as const)) {
          const key = `f-${at}-${how === "lost before" ? "b" : "a"}`;
          const read = async () => runningOf((await store.read([key])).get(key)!);
          if (before !== null) await store.write([writing(key, before)]);
          await faulty({ at, how, andOn: true }).write([writing(key, after, { expected: await read() })]);
          const now = await read();
          const was = before ?? nobody;
          const { actors, percent } = now?.exposure ?? nobody;
          expect(percent === was.percent || percent <= after.percent, `${how} at ${at}`).toBe(true);
          expect(actors.every((one) => was.actors.includes(one) || after.actors.includes(one))).toBe(true);
          if (now !== null)
            expect(now.applied?.exposure, `${how} at ${at} is our own work`).toEqual(recorded(now.exposure));
          const [again] = await store.write([writing(key, after, { expected: now })]);
          expect(again!.status, `${how} at ${at}`).toMatch(/^(applied|unchanged)$/);
        }
      }
    },
    120_000,
  );

  it("UNLEASH-63  a store that accepts everything and does nothing is found out", async () => {
    const { put, proxy, store } = town();
    proxy.wrong(0, "lies", true);
    expect(await store.write([writing("new", exposure([], 10))])).toMatchObject([{ status: "unverified" }]);
    proxy.right();
    await put("there", exposure(["a"], 10));
    const expected = runningOf(await town().read("there"));
    proxy.wrong(0, "lies", true);
    for (const wanted of [exposure([], 50), everyone, nobody, null]) {
      expect(await store.write([writing("there", wanted, { expected })])).toMatchObject([{ status: "unverified" }]);
    }
  });

  it.each<[Wrong, string, number]>([
    [401, "unauthorised", 1],
    [429, "rate-limited", 1],
    [500, "invalid", 1],
    [502, "partial", 1],
    ["lost before", "partial", 1],
  ])("UNLEASH-64  a write that gets %s is %s and not sent again by itself", async (how, status, asked) => {
    const { put, read, proxy, store, server } = town();
    await put("flag", exposure([], 10));
    const expected = runningOf(await read("flag"));
    const from = proxy.seen.length;
    proxy.wrong(1, how, true);
    const [result] = await store.write([writing("flag", exposure([], 50), { expected })]);
    expect(result).toMatchObject({ key: "flag", status, ...(how === 429 && { retryAfterMs: 7000 }) });
    expect(town().changes(from)).toHaveLength(asked);
    expect(JSON.stringify(result)).not.toContain(server.adminToken);
  });

  it("UNLEASH-65  a write that was done though its answer was lost is ended by the next sync, with nothing made twice", async () => {
    const { put, proxy, here } = town();
    await put("flag", exposure([], 10));
    for (const [wanted, strategies] of [
      [exposure(["a"], 10), 2],
      [everyone, 3],
    ] as const) {
      proxy.before(/^POST .*strategies$/, async () => proxy.wrong(0, "lost after", true));
      expect(await put("flag", wanted)).toMatchObject({ status: "partial" });
      proxy.right();
      expect(await put("flag", wanted)).toMatchObject({ status: "applied" });
      expect((await here("flag")).strategies).toHaveLength(strategies);
    }
  });

  it("UNLEASH-66  a token that expires half-way: what was begun says so, what was not is not tried", async () => {
    const { store, proxy, read } = town();
    const batch = ["a", "b", "c"].map((key) => writing(key, exposure(["User;7"], 10)));
    proxy.wrong(13, 401, true);
    const results = await store.write(batch);
    expect(results.map(({ status }) => status)).toEqual(["applied", "partial", "unauthorised"]);
    expect(results[2]!.detail).toContain("not tried");
    proxy.right();
    for (const one of batch.slice(1)) {
      expect(await store.write([{ ...one, expected: runningOf(await read(one.key)) }])).toMatchObject([
        { status: "applied" },
      ]);
    }
  });

  it("UNLEASH-67  of two syncs at once at most one writes, and what stands there in the end is one of the two", async () => {
    const { put, read, open } = town();
    await put("flag", exposure([], 10));
    const expected = runningOf(await read("flag"));
    const both = await Promise.all(
      [exposure([], 50), exposure([], 30)].map((wanted) => open().write([writing("flag", wanted, { expected })])),
    );
    const statuses = both.map(([one]) => one!.status).sort();
    expect(statuses.every((one) => ["applied", "conflict", "unverified", "partial"].includes(one))).toBe(true);
    const now = runningOf(await read("flag"))!;
    expect([30, 50]).toContain(now.exposure.percent);
    expect(now.applied!.exposure).toEqual(recorded(now.exposure));
  });
}
