import fc from "fast-check";
import { expect, it } from "vitest";
import { type Exposure, everyone, exposure, keepsEveryone, nobody, sameExposure } from "../../scripts/flag/exposure.ts";
import type { Wanted, Write } from "../../scripts/flag/running.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { DocumentProblem, type TextFile } from "../../scripts/stores/text-file.ts";
import { onOff, runningOf } from "../conformance/exposures.ts";
import { type TextInMemory, textInMemory } from "./text-in-memory.ts";

const theirs = '"theirs": { "state": "ENABLED",  "variants": {"yes": true}, "defaultVariant": "yes" }';
const faults = [
  "none",
  "refused",
  "lost answer",
  "swallowed",
  "other writer",
  "read fails",
  "crash after one",
] as const;
type Fault = (typeof faults)[number];

/** The same document, misbehaving in one of the ways files, buckets and networks do. */
function faulty(file: TextInMemory, fault: Fault): TextFile {
  const timeout = new DocumentProblem("unreachable", "timeout");
  return {
    name: file.name,
    async read() {
      if (fault === "read fails") throw timeout;
      return file.read();
    },
    async write(text, expected) {
      if (fault === "refused") throw timeout;
      if (fault === "swallowed") return "written";
      if (fault === "other writer") file.text = file.text!.replace("\n}", " \n}");
      const outcome = await file.write(text, expected);
      if (fault === "lost answer") throw timeout;
      return outcome;
    },
  };
}

const rungs: readonly Exposure[] = [
  nobody,
  exposure(["User;7"], 0),
  exposure(["User;7"], 10),
  exposure(["User;7"], 50),
  everyone,
];
const keys = ["a", "b", "c"];

/** What main says, commit after commit: each flag somewhere on its ladder, now and then held. */
const mains = fc.array(
  fc.record({
    rungs: fc.array(fc.nat({ max: rungs.length - 1 }), { minLength: keys.length, maxLength: keys.length }),
    held: fc.array(
      fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      { minLength: keys.length, maxLength: keys.length },
    ),
    fault: fc.constantFrom(...faults),
  }),
  { minLength: 1, maxLength: 6 },
);

interface Main {
  readonly commit: string;
  readonly rungs: readonly number[];
  readonly held: readonly boolean[];
}

const wantedAt = ({ rungs: at, held }: Main): readonly Wanted[] =>
  keys.map((key, flag) => ({
    key,
    plan: "p",
    standing: `${at[flag]}`,
    exposure: rungs[at[flag]!]!,
    variants: onOff,
    held: held[flag] ? "reverted" : null,
  }));

/** One pass, as far as the document lets it, or only its first write. */
async function sync(file: TextFile, main: Main, most = Number.POSITIVE_INFINITY): Promise<readonly Write[]> {
  const store = flagdStore(file);
  const context = { commit: main.commit, at: "2025-03-12T13:00:00.000Z", cohort: store.capabilities.cohort };
  const steps = reconcile(wantedAt(main), await store.read(keys), context);
  const writes = steps.flatMap((step) => ("write" in step ? [step.write] : []));
  await store.write(writes.slice(0, most));
  return writes;
}

async function shownBy(file: TextFile): Promise<readonly Exposure[]> {
  const readings = await flagdStore(file).read(keys);
  return keys.map((key) => runningOf(readings.get(key)!)?.exposure ?? nobody);
}

it("FAULT-1  whatever fails: nothing comes to show more than main says, nothing held is raised, others stay", async () => {
  await fc.assert(
    fc.asyncProperty(mains, async (commits) => {
      const file = textInMemory(`{\n  "flags": {\n    ${theirs}\n  }\n}\n`);
      for (const [index, one] of commits.entries()) {
        const main = { ...one, commit: `${index}` };
        const before = await shownBy(file);
        await sync(faulty(file, main.fault), main, main.fault === "crash after one" ? 1 : undefined);
        const after = await shownBy(file);
        for (const [flag, { exposure: says, held }] of wantedAt(main).entries()) {
          const [was, is] = [before[flag]!, after[flag]!];
          if (!sameExposure(was, is)) expect(keepsEveryone(is, says!), "it shows more than main says").toBe(true);
          if (held !== null) expect(keepsEveryone(is, was), "it was raised while held").toBe(true);
        }
        expect(file.text).toContain(theirs);
      }
    }),
    { numRuns: 60 },
  );
});

it("FAULT-2  when faults stop, one more sync converges: what may be shown is shown, and nothing is left to write", async () => {
  await fc.assert(
    fc.asyncProperty(mains, async (commits) => {
      const file = textInMemory('{\n  "flags": {}\n}\n');
      for (const [index, main] of commits.entries())
        await sync(faulty(file, main.fault), { ...main, commit: `${index}` });
      const last = { ...commits.at(-1)!, commit: "last", held: keys.map(() => false) };
      await sync(file, last);
      expect(await sync(file, last)).toEqual([]);
      const shown = await shownBy(file);
      for (const [flag, { exposure: says }] of wantedAt(last).entries()) {
        expect(sameExposure(shown[flag]!, says!)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
