import type { Capabilities } from "../flag/capabilities.ts";
import type { Exposure } from "../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";

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
   * A store whose writes people carry out takes back what they were asked before and these do not ask.
   */
  write(writes: readonly Write[]): Promise<readonly WriteResult[]>;
  /**
   * Asks the store's own evaluation, of many flags at once, whether each caller sees the flag on (is served its `on`
   * value). An answer for every flag asked, in the order of its callers. Absent where nothing can be asked.
   */
  readonly evaluate?: (asked: Callers) => Promise<ReadonlyMap<string, Evaluated>>;
  /** Who last changed a flag other than through this adapter's own credential, where the store's audit log says so. */
  readonly lastChange?: (key: string) => Promise<Change | null>;
}

/** By flag key, the ids to ask about; null is a caller without an id. */
export type Callers = ReadonlyMap<string, readonly (string | null)[]>;

export type Evaluated =
  /** Null where this one caller cannot be asked about. */
  | { readonly kind: "answers"; readonly on: readonly (boolean | null)[] }
  | { readonly kind: "unknown"; readonly why: string };

/** One entry of a store's audit log. All of it is somebody else's text. */
export interface Change {
  /** As the store names them: a login, an address, the name of a token. */
  readonly who: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** In the store's words: `feature-environment-disabled`. */
  readonly what: string;
}

export type Held = { readonly ok: true } | { readonly ok: false; readonly why: string };
