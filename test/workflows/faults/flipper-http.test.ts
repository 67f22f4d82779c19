import fc from "fast-check";
import { afterEach, beforeEach, it } from "vitest";
import { openApi } from "../../../scripts/stores/flipper/api.ts";
import { flipperHttpStore } from "../../../scripts/stores/flipper-http.ts";
import { DocumentProblem, type TextFile } from "../../../scripts/stores/text-file.ts";
import { napping } from "../../http/clock.ts";
import { type FlipperFake, startFlipperFake, type Wrong } from "../../stores/fakes/flipper-http.ts";
import { textInMemory } from "../../stores/text-in-memory.ts";
import { nobodyIsHarmed, oneMoreConverges } from "./laws.ts";
import { keys, type Place } from "./story.ts";

/** The request of a sync, counted from 0, with which something goes wrong, perhaps with all that follow; or its record. */
interface Fault {
  readonly at: number;
  readonly how: Wrong | "no record";
  readonly andOn: boolean;
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 16 }),
  how: fc.constantFrom<Fault["how"]>("lost before", "lost after", "lies", 401, 429, 500, 502, "no record", "no record"),
  andOn: fc.boolean(),
});

let fake: FlipperFake;
beforeEach(async () => {
  fake = await startFlipperFake();
});
afterEach(() => fake.close());

async function place(): Promise<Place<Fault>> {
  fake.right();
  fake.flags.clear();
  fake.flags.set("theirs", { percentage_of_actors: "5", groups: ["admins"] });
  fake.flags.set("theirs-too", { boolean: "true" });
  const api = openApi({ url: fake.url, token: null, secrets: () => undefined, clock: napping() });
  const record = textInMemory(null, "runtime/applied.json");
  const store = flipperHttpStore("fake", api, record);
  return {
    store,
    faulty({ at, how, andOn }) {
      if (how === "no record") return { store: flipperHttpStore("fake", api, unwritable(record, at % 2)), over() {} };
      fake.wrong(at, how, andOn);
      return { store, over: () => fake.right() };
    },
    async hand(key, does) {
      if (does === "removes") fake.flags.delete(key);
      else if (fake.flags.has(key)) fake.flags.set(key, does === "raises" ? { boolean: "true" } : {});
    },
    theirs: async () => structuredClone([...fake.flags].filter(([key]) => !(keys as readonly string[]).includes(key))),
  };
}

/** The file of records, which from its `at`-th write on cannot be written. */
function unwritable(file: TextFile, at: number): TextFile {
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

it(
  "WHOLE-SYNC-5  Flipper over HTTP: whatever goes wrong in a sync, nobody is harmed and what is told is true",
  () => nobodyIsHarmed(place, faults, 15),
  60_000,
);

it(
  "WHOLE-SYNC-6  Flipper over HTTP: when faults stop, one more sync converges and the records are whole",
  () => oneMoreConverges(place, faults, 8),
  60_000,
);
