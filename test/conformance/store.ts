import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  describeExposure,
  type Exposure,
  everyone,
  exposure,
  nobody,
  sameExposure,
} from "../../scripts/flag/exposure.ts";
import type { Write, WriteResult } from "../../scripts/flag/running.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { exposures, runningOf, table, writing } from "./exposures.ts";

/** One store to try, and the ways into it that its port does not have. */
export interface Bench {
  readonly store: Store;
  /** Everything that is stored, to tell whether anything was written; or a promise of it. */
  readonly contents: () => unknown;
  /** Makes what is stored unreadable, as a half-written file or a store that is down. */
  readonly spoil: () => unknown;
}

/**
 * What it means to be a store. Call it once per adapter:
 *
 *     storeConformance("flagd", () => {
 *       const file = textInMemory('{"flags":{}}');
 *       return { store: flagdStore(file), contents: () => file.text, spoil: () => (file.text = "{") };
 *     });
 */
export function storeConformance(name: string, open: () => Bench | Promise<Bench>): void {
  describe(`store: ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await open();
    });

    const read = async (key: string) => (await bench.store.read([key])).get(key)!;
    const write = async (one: Write): Promise<WriteResult> => (await bench.store.write([one]))[0]!;
    /** Writes over whatever is there, having read it. */
    const put = async (key: string, wanted: Exposure | null, more: Partial<Write> = {}) =>
      write(writing(key, wanted, { expected: runningOf(await read(key)), ...more }));
    /** The first of these the store holds; every store holds some percent. */
    const some = (...wanted: readonly Exposure[]) =>
      [...wanted, exposure([], 10), everyone].find((one) => bench.store.holds(one).ok)!;
    const shown = async (key: string) => runningOf(await read(key))?.exposure ?? null;

    it("STORE-1  has no flag it was never given, and answers for every key asked", async () => {
      await put("one", everyone);
      const answers = await bench.store.read(["one", "two", "toString", "__proto__"]);
      expect([...answers].map(([key, { kind }]) => [key, kind])).toEqual([
        ["one", "running"],
        ["two", "absent"],
        ["toString", "absent"],
        ["__proto__", "absent"],
      ]);
      expect(await bench.store.read([])).toEqual(new Map());
    });

    it.each(table)("STORE-2  holds or refuses %j", async (wanted) => {
      const before = await bench.contents();
      const held = bench.store.holds(wanted);
      const result = await put("form1095b_download", wanted);
      if (held.ok) {
        expect(result).toMatchObject({ key: "form1095b_download", status: "applied" });
        expect(sameExposure((await shown("form1095b_download"))!, wanted)).toBe(true);
      } else {
        expect(result).toMatchObject({ status: "unsupported", detail: held.why });
        expect(await bench.contents()).toEqual(before);
      }
    });

    it("STORE-3  gives back any exposure it holds, and refuses the others without a trace", async () => {
      await fc.assert(
        fc.asyncProperty(exposures, async (wanted) => {
          const [before, was] = [await bench.contents(), await shown("flag")];
          const { status } = await put("flag", wanted);
          if (!bench.store.holds(wanted).ok) {
            expect(status).toBe("unsupported");
            expect(await bench.contents()).toEqual(before);
          } else {
            expect(status === "applied" || (was !== null && sameExposure(was, wanted))).toBe(true);
            expect(sameExposure((await shown("flag"))!, wanted)).toBe(true);
          }
        }),
        { numRuns: 60 },
      );
    }, 120_000);

    it.each([12.3456, -1, 100.5, Number.NaN])("STORE-4  refuses %d %, with a reason", async (percent) => {
      const before = await bench.contents();
      expect(bench.store.holds(exposure([], percent))).toMatchObject({ ok: false });
      expect(await put("flag", { actors: [], percent })).toMatchObject({ status: "unsupported" });
      expect(await bench.contents()).toEqual(before);
    });

    it("STORE-5  moves between any two exposures without a trace of the first", async () => {
      const held = table.filter((wanted) => bench.store.holds(wanted).ok);
      for (const after of held) {
        await put("moved", null);
        await put("moved", after);
        const straight = await read("moved");
        for (const before of held) {
          await put("moved", before);
          await put("moved", after);
          expect(await read("moved"), `after ${describeExposure(before)}`).toEqual(straight);
        }
      }
    }, 120_000);

    it("STORE-6  writing what is already there writes nothing, whatever was expected", async () => {
      const wanted = some(exposure(["User;7"], 10));
      await put("flag", wanted);
      const before = await bench.contents();
      const again = writing("flag", wanted);
      const later = { ...again.applied, at: "2026-01-01T00:00:00.000Z" };
      expect(await write(again)).toMatchObject({ status: "unchanged" });
      expect(await write({ ...again, applied: later, expected: runningOf(await read("flag")) })).toMatchObject({
        status: "unchanged",
      });
      expect(await bench.contents()).toEqual(before);
    });

    it("STORE-7  writes nothing where what runs is not what the writer read", async () => {
      await put("flag", exposure([], 10));
      const stale = runningOf(await read("flag"));
      await put("flag", exposure([], 0));
      const before = await bench.contents();
      expect(await write(writing("flag", exposure([], 50), { expected: stale }))).toMatchObject({ status: "conflict" });
      expect(await write(writing("flag", exposure([], 50)))).toMatchObject({ status: "conflict" });
      expect(await write(writing("flag", null, { expected: stale }))).toMatchObject({ status: "conflict" });
      expect(await write(writing("gone", everyone, { expected: stale }))).toMatchObject({ status: "conflict" });
      expect(await bench.contents()).toEqual(before);
    });

    it("STORE-8  leaves every other flag as it was", async () => {
      await put("neighbour", some(exposure(["User;9"], 25)));
      const before = await read("neighbour");
      await put("flag", everyone);
      await put("flag", nobody);
      await put("flag", null);
      expect(await read("neighbour")).toEqual(before);
      expect(await bench.store.keys()).toEqual(["neighbour"]);
    });

    it("STORE-9  removes a flag, once or twice", async () => {
      await put("flag", everyone);
      expect(await put("flag", null)).toMatchObject({ status: "applied" });
      expect(await put("flag", null)).toMatchObject({ status: "unchanged" });
      expect(await read("flag")).toEqual({ kind: "absent" });
    });

    it("STORE-10  remembers what was applied, when, and from which commit, and never by whose id", async () => {
      const one = writing("flag", some(exposure(["ada@example.gov"], 10)));
      await write(one);
      expect(runningOf(await read("flag"))!.applied).toEqual(one.applied);
      expect(JSON.stringify(runningOf(await read("flag"))!.applied)).not.toContain("ada");
    });

    it("STORE-11  records a new standing of the same exposure", async () => {
      await put("flag", everyone);
      const applied = { ...writing("flag", everyone).applied, standing: "week-check" };
      expect(await put("flag", everyone, { applied })).toMatchObject({ status: "applied" });
      expect(runningOf(await read("flag"))!.applied!.standing).toBe("week-check");
    });

    it("STORE-12  answers a batch one by one, in order: one bad write never stops the others", async () => {
      await put("there", exposure([], 10));
      const batch = [
        writing("there", exposure([], 10)),
        writing("a", exposure([], 12.3456)),
        writing("b", everyone),
        writing("c", nobody, { expected: runningOf(await read("there")) }),
        writing("d", exposure(["User;7"], 0)),
      ];
      const results = await bench.store.write(batch);
      expect(results.map(({ key, status }) => [key, status])).toEqual([
        ["there", "unchanged"],
        ["a", "unsupported"],
        ["b", bench.store.holds(everyone).ok ? "applied" : "unsupported"],
        ["c", "conflict"],
        ["d", bench.store.holds(exposure(["User;7"], 0)).ok ? "applied" : "unsupported"],
      ]);
      expect(await bench.store.write([])).toEqual([]);
    });

    it("STORE-13  what cannot be read is neither absent nor off, and is not written over", async () => {
      await put("flag", exposure([], 10));
      const expected = runningOf(await read("flag"));
      await bench.spoil();
      const before = await bench.contents();
      expect(await read("flag")).toMatchObject({ kind: "unreadable", why: expect.stringMatching(/.{10}/) });
      const { status, detail } = await write(writing("flag", nobody, { expected }));
      expect(["invalid", "unreachable", "unauthorised", "rate-limited"]).toContain(status);
      expect(detail.length).toBeGreaterThan(10);
      expect(await bench.contents()).toEqual(before);
    });

    it("STORE-14  says what it is and which hash it selects people by", () => {
      const { name: label, capabilities } = bench.store;
      expect(label.length).toBeGreaterThan(2);
      expect(capabilities.cohort).toMatch(/^[a-z0-9-]+$/);
      expect(capabilities.percentStep).toBeGreaterThan(0);
    });
  });
}
