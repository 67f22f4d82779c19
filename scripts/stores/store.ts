import type { Exposure } from "../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";

/** What a store can hold and promise; plans are judged against it before they merge. */
export interface Capabilities {
  /** Smallest step of a percent it holds exactly. */
  readonly percentStep: number;
  /** Most named actors it holds, or null where there is no limit known. */
  readonly actorLimit: number | null;
  /** What becomes visible at once: one flag, the whole document, or neither. */
  readonly atomicWrite: "flag" | "file" | "none";
  readonly compareAndSwap: boolean;
  /** The hash that selects the people of a percentage: a name in cohort/. */
  readonly cohort: string;
}

/**
 * A runtime flag store, seen through what reconcile asks of it.
 * An adapter translates `Exposure` to its vendor's words and back, and decides nothing.
 * Every adapter passes test/conformance/store.ts. No method throws for what the world does: answers say it.
 */
export interface Store {
  /** Kind and place, for people: `flagd runtime/production.flagd.json`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Whether this store can hold the exposure exactly; the reason where not, with the nearest it could hold. */
  holds(exposure: Exposure): Held;
  /** What runs now, an answer for every key asked. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
  /** Every flag the store has, so that foreign flags can be listed; none where it cannot be read: `read` says why. */
  keys(): Promise<readonly string[]>;
  /**
   * Make it so, one result a write, in the order given. Writing what is already there changes nothing (`unchanged`);
   * where what runs is not `expected`, nothing is written (`conflict`). Each write is read back before it is `applied`.
   */
  write(writes: readonly Write[]): Promise<readonly WriteResult[]>;
}

export type Held = { readonly ok: true } | { readonly ok: false; readonly why: string };
