import type { Capabilities } from "../../flag/capabilities.ts";
import type { Exposure } from "../../flag/exposure.ts";
import type { Reading, Variants, Write } from "../../flag/running.ts";
import type { Json } from "../flagd/json.ts";
import type { Callers, Evaluated, Held } from "../store.ts";

export interface Document {
  /** What stands in the place; null where there is none. */
  readonly found: string | null;
  /** The same, or an empty document to start from. */
  readonly text: string;
  readonly flags: Json;
}

export type Opened =
  | { readonly ok: true; readonly document: Document }
  /** The place, what is wrong there, and the way out. */
  | { readonly ok: false; readonly status: "invalid"; readonly why: string };

/** What a flag of the compiled document is meant to do. */
export interface Meant {
  readonly exposure: Exposure;
  readonly variants: Variants;
}

export interface Verified {
  /** Why readers would reject the document as a whole, or null. */
  readonly document: string | null;
  /** Flags of `meant` that would not do what they are meant to, and why. */
  readonly flags: ReadonlyMap<string, string>;
}

/** One kind of document that holds many flags: how it is read, written and evaluated. It knows nothing of places. */
export interface Format {
  /** As the settings call it: `flagd`. */
  readonly kind: string;
  readonly capabilities: Capabilities;
  holds(exposure: Exposure): Held;
  holdsVariants(variants: Variants): Held;
  /** A text as a document; an empty one where there is none. `name` is the place, for people. */
  open(name: string, found: string | null): Promise<Opened>;
  decode(flag: unknown): Reading;
  /** Our form of the flag, with whatever else stands in it left in its place. */
  flagFor(write: Write & { readonly exposure: Exposure }, before: unknown): Json;
  /** The text with these flags replaced, added or taken out (null), and every other character where it was. */
  edit(text: string, changes: ReadonlyMap<string, Json | null>): string;
  /** Tries a text on the evaluator before anybody else reads it. */
  verify(text: string, meant: ReadonlyMap<string, Meant>): Promise<Verified>;
  evaluate(document: Document, asked: Callers): Promise<ReadonlyMap<string, Evaluated>>;
}
