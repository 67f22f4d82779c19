import type { Exposure } from "./exposure.ts";
import type { FlagValue } from "./plan.ts";

/** What a flag evaluates to for those who see it, and for those who do not. */
export interface Variants {
  readonly on: FlagValue;
  readonly off: FlagValue;
}

/** An exposure as a store may remember it: how wide, how many by name, and a digest of who. Never an id. See recorded.ts. */
export interface Recorded {
  readonly percent: number;
  readonly actors: number;
  readonly digest: string;
}

/** The facts of a write, kept beside the flag in the store: what was applied, from which commit. */
export interface Applied {
  readonly plan: string;
  readonly standing: string;
  readonly exposure: Recorded;
  /** Digest of the variants that were written. */
  readonly variants: string;
  readonly commit: string;
  /** ISO 8601 instant of the write. */
  readonly at: string;
  /** The hash that selects the people of a percentage, as `flagd-murmur3-v2`. */
  readonly cohort: string;
}

/** What a store holds for one flag. */
export interface Running {
  /** Who sees it by what we wrote; everyone, the most it can be, where a foreign element stands in its place. */
  readonly exposure: Exposure;
  readonly variants: Variants;
  /** Null where nobody recorded a write: first contact, never overwritten with more exposure. */
  readonly applied: Applied | null;
  /** Elements that widen exposure and are not ours (groups, rules), in the store's words. Never deleted by us. */
  readonly foreign: readonly string[];
  /**
   * The hash with what the flag itself adds to it (a salt, a group), where a store keeps that beside the flag:
   * `ld-sha1/3f2a`. Absent where the store has one hash for all its flags.
   */
  readonly cohort?: string;
}

/** What a store answered about one flag. `unreadable` is unknown, not nobody. */
export type Reading =
  | { readonly kind: "running"; readonly running: Running }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly why: string };

/** What main says about one flag in one environment, ids resolved. Null exposure: the flag is to be removed. */
export interface Wanted {
  readonly key: string;
  readonly plan: string;
  readonly standing: string;
  readonly exposure: Exposure | null;
  readonly variants: Variants;
  /** Why the flag may not be raised (an unresolved revert, an open hold issue), or null. */
  readonly held: string | null;
}

export interface Write {
  readonly key: string;
  /** Null removes the flag. */
  readonly exposure: Exposure | null;
  readonly variants: Variants;
  /** What the writer last read, so that a store can refuse where it changed in between. */
  readonly expected: Running | null;
  readonly applied: Applied;
}

export type WriteResult = {
  readonly key: string;
  readonly detail: string;
} /** `served`: the store's own evaluation was asked about just what was written, and agreed. */ & (
  | { readonly status: "applied" | "unchanged"; readonly served?: true }
  | { readonly status: "rate-limited"; readonly retryAfterMs: number }
  | {
      readonly status:
        | "conflict"
        | "refused-by-store"
        | "not-found"
        | "unsupported"
        | "partial"
        | "unverified"
        | "unauthorised"
        | "unreachable"
        | "invalid";
    }
);
