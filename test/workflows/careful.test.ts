import { expect, it } from "vitest";
import { memoryStore } from "../../scripts/stores/memory.ts";
import { writeAll } from "../../scripts/workflows/careful.ts";

it("CAREFUL-1  a store is told that there is nothing to write, so that it can take back what waits for people", async () => {
  const told: unknown[] = [];
  const store = memoryStore({ name: "memory" });
  const write = async (writes: Parameters<typeof store.write>[0]) => {
    told.push(writes);
    return store.write(writes);
  };
  expect(await writeAll({ ...store, write }, [])).toEqual([]);
  expect(told).toEqual([[]]);
});
