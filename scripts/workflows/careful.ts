import type { Reading, Write, WriteResult } from "../flag/running.ts";
import type { Store } from "../stores/store.ts";

/** No store may throw; one that does is one that could not be read, and the others are read all the same. */
export async function readAll(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
  try {
    return await store.read(keys);
  } catch (thrown) {
    const why = `${store.name} broke while it was read: ${reasonOf(thrown)}`;
    return new Map(keys.map((key) => [key, { kind: "unreadable", why }]));
  }
}

/**
 * The same for writing: what became of the writes is not known, and the other stores are written all the same. Where
 * there is nothing to write the store is told so: what it asked people to do before is not to be done any more.
 */
export async function writeAll(store: Store, writes: readonly Write[]): Promise<readonly WriteResult[]> {
  try {
    return await store.write(writes);
  } catch (thrown) {
    const detail = `${store.name} broke while it was written: ${reasonOf(thrown)}`;
    return writes.map(({ key }) => ({ key, status: "unverified", detail }));
  }
}

/** What somebody who threw said of it. */
export const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message !== "" ? thrown.message : "no reason given";
