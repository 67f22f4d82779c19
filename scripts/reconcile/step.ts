import type { Deployment } from "../flag/deployment.ts";
import type { Running, Wanted, Write } from "../flag/running.ts";

/** What is to be done about one flag in one store, and why. Steps that carry a `write` are carried out in their order. */
export type Step =
  /** Main moved, or nothing was recorded yet: ours to write. `records` changes nobody's exposure. */
  | { readonly kind: "write"; readonly key: string; readonly write: Write; readonly direction: Direction }
  | { readonly kind: "in-step"; readonly key: string }
  /** More people see it than main says: taken down at once to what both allow, and reported. */
  | { readonly kind: "drift-up"; readonly key: string; readonly write: Write; readonly running: Running }
  /**
   * Fewer people see it than main says, by somebody's hand: never overwritten, to be recorded by a revert. `running` is
   * null where the whole flag was removed; `undone` is the commit whose write was undone.
   */
  | {
      readonly kind: "drift-down";
      readonly key: string;
      readonly running: Running | null;
      readonly wanted: Wanted;
      readonly undone: string;
    }
  /** It would be raised, and must not be. */
  | { readonly kind: "held"; readonly key: string; readonly why: string }
  /** What runs cannot be told, so nothing is written. */
  | { readonly kind: "unknown"; readonly key: string; readonly why: string }
  /** It is there, it is not what main says, and no write of ours is recorded: somebody else's until they say otherwise. */
  | { readonly kind: "first-contact"; readonly key: string; readonly running: Running; readonly wanted: Wanted };

export type Direction = "raises" | "lowers" | "removes" | "records";

/** The facts every write of one pass records. */
export interface ReconcileContext {
  /** The commit of main that is being applied. */
  readonly commit: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The hash by which the store selects the people of a percentage. */
  readonly cohort: string;
  /**
   * What is recorded of earlier writes to this store, by flag key: it tells a flag that was removed from a new one. Or
   * why that cannot be read. Absent where nobody keeps records.
   */
  readonly deployed?: ReadonlyMap<string, Deployment> | { readonly why: string };
}
