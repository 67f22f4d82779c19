import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { it } from "vitest";
import { fileAt } from "../../../scripts/stores/file.ts";
import { editFlags } from "../../../scripts/stores/flagd/edit.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { DocumentProblem, type TextFile } from "../../../scripts/stores/text-file.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { nobodyIsHarmed, oneMoreConverges } from "./laws.ts";
import type { Place } from "./story.ts";

/** The reading or writing of the file, counted from 0, with which something goes wrong, and perhaps all that follow. */
interface Fault {
  readonly at: number;
  readonly how: "fails before" | "fails after" | "lies" | "other writer";
  readonly andOn: boolean;
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 4 }),
  how: fc.constantFrom<Fault["how"]>("fails before", "fails after", "lies", "other writer"),
  andOn: fc.boolean(),
});

const theirs = '"theirs": { "state": "ENABLED",  "variants": {"yes": true}, "defaultVariant": "yes" }';
const empty = `{\n  "flags": {\n    ${theirs}\n  }\n}\n`;

async function place(): Promise<Place<Fault>> {
  const root = temporaryFolder();
  const path = join(root, "runtime/flags.json");
  mkdirSync(join(root, "runtime"));
  writeFileSync(path, empty);
  const file = fileAt(root, "runtime/flags.json");
  const text = () => readFileSync(path, "utf8");
  return {
    store: flagdStore(file),
    faulty: (fault) => ({ store: flagdStore(faulty(file, fault, () => writeFileSync(path, `${text()} `))), over() {} }),
    async hand(key, does) {
      const flag = JSON.parse(text()).flags[key];
      if (flag === undefined) return;
      const { targeting: _, ...rest } = flag;
      const on = does === "raises" ? "on" : "off";
      const next = does === "removes" ? null : { ...rest, defaultVariant: on };
      writeFileSync(path, editFlags(text(), new Map([[key, next]])));
    },
    theirs: async () => text().includes(theirs),
  };
}

function faulty(file: TextFile, { at, how, andOn }: Fault, otherWriter: () => void): TextFile {
  let count = -1;
  const hit = () => {
    count += 1;
    return count === at || (andOn && count > at);
  };
  const failing = async <T>(does: () => Promise<T>, lie: T | null): Promise<T> => {
    const wrong = hit();
    if (!wrong) return does();
    if (how === "other writer") otherWriter();
    if (how === "lies" && lie !== null) return lie;
    if (how === "fails after") await does();
    if (how === "fails after" || how === "fails before") throw new DocumentProblem("unreachable", "timeout");
    return does();
  };
  return {
    name: file.name,
    read: () => failing(() => file.read(), null),
    write: (text, expected) => failing(() => file.write(text, expected), "written" as const),
  };
}

it(
  "WHOLE-SYNC-1  flagd in a file: whatever goes wrong in a sync, nobody is harmed and what is told is true",
  () => nobodyIsHarmed(place, faults, 24),
  60_000,
);

it(
  "WHOLE-SYNC-2  flagd in a file: when faults stop, one more sync converges and the records are whole",
  () => oneMoreConverges(place, faults, 12),
  60_000,
);
