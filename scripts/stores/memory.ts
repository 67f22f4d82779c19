import { type Capabilities, capabilities } from "../flag/capabilities.ts";
import type { Reading } from "../flag/running.ts";
import { isThere, judge } from "./judge.ts";
import type { Store } from "./store.ts";

export interface MemoryOptions {
  readonly name?: string;
  readonly capabilities?: Partial<Capabilities>;
  /** What it holds or refuses; by default everything. */
  readonly holds?: Store["holds"];
  /** What is in it, for whoever wants to look or to change something by hand. */
  readonly flags?: Map<string, Reading>;
}

/** The reference store: the shortest code that passes the suite, and every test's fake. */
export function memoryStore(options: MemoryOptions = {}): Store {
  const { name = "memory", holds = () => ({ ok: true }), flags = new Map<string, Reading>() } = options;
  const reading = (key: string): Reading => flags.get(key) ?? { kind: "absent" };
  return {
    name,
    holds,
    capabilities: { ...capabilities.memory, ...options.capabilities },
    async read(keys) {
      return new Map(keys.map((key) => [key, reading(key)]));
    },
    async keys() {
      return [...flags.keys()];
    },
    async write(writes) {
      return writes.map((write) => {
        const { key, exposure, variants, applied } = write;
        const verdict = judge(write, reading(key), exposure === null ? { ok: true } : holds(exposure));
        if (verdict !== "go") return verdict;
        if (exposure === null) flags.delete(key);
        else flags.set(key, { kind: "running", running: { exposure, variants, applied, foreign: [] } });
        return isThere(write, reading(key))
          ? { key, status: "applied", detail: "written and read back" }
          : { key, status: "unverified", detail: "what was read back is not what was written" };
      });
    },
  };
}
