import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Pass } from "./store-run.ts";

/** What runs here, and the most flags it is asked to hold: beyond, writing them all takes longer than anybody waits. */
const kinds = {
  flagd: 10_000,
  "flagd-on-redis": 10_000,
  "go-feature-flag": 10_000,
  "flipper-sql": 10_000,
  unleash: 1000,
};

export interface StoreRow extends Pass {
  readonly kind: string;
  readonly size: number;
  /** The most the whole process held, over all passes. */
  readonly mebibytes: number;
}

/** Reconciling each store that runs here, each in a process of its own. */
export async function* storePasses(sizes: readonly number[]): AsyncGenerator<StoreRow> {
  for (const [kind, most] of Object.entries(kinds)) {
    for (const size of sizes.filter((one) => one <= most)) {
      const program = join(import.meta.dirname, "store-run.ts");
      const run = promisify(execFile)(process.execPath, ["--import", "tsx", program, kind, String(size)]);
      const { passes, mebibytes } = JSON.parse((await run).stdout) as { passes: readonly Pass[]; mebibytes: number };
      for (const pass of passes) yield { kind, size, mebibytes, ...pass };
    }
  }
}
