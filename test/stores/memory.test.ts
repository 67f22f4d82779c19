import { expect, it } from "vitest";
import { exposure } from "../../scripts/flag/exposure.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import { holdsExposure } from "../../scripts/stores/flagd/encode.ts";
import { type MemoryOptions, memoryStore } from "../../scripts/stores/memory.ts";
import { writing } from "../conformance/exposures.ts";
import { type Bench, storeConformance } from "../conformance/store.ts";

const bench = (holds: NonNullable<MemoryOptions["holds"]>) => (): Bench => {
  const flags = new Map<string, Reading>();
  const spoil = () => flags.set("flag", { kind: "unreadable", why: "the store answered 503" });
  return { store: memoryStore({ holds, flags }), contents: () => structuredClone([...flags]), spoil };
};

storeConformance("memory", bench(holdsExposure));
storeConformance(
  "memory, whole percents and nobody by name",
  bench(({ actors, percent }) =>
    actors.length === 0 && Number.isInteger(percent) && percent >= 0 && percent <= 100
      ? { ok: true }
      : { ok: false, why: "whole percents only, and nobody by name" },
  ),
);

it("MEMORY-1  one that forgets what it is told is found out: unverified, not applied", async () => {
  const forgetful = new Map<string, Reading>();
  forgetful.set = () => forgetful;
  const [result] = await memoryStore({ flags: forgetful }).write([writing("flag", exposure([], 10))]);
  expect(result).toMatchObject({ status: "unverified" });
});
