/** The outside world of a store that is one document: a file, an object in a bucket, a key of a key-value store. */
export interface TextFile {
  /** For people: `runtime/production.flagd.json`. */
  readonly name: string;
  /** The whole text; null where there is no document yet. Rejects with a `DocumentProblem` where neither can be told. */
  read(): Promise<string | null>;
  /**
   * Replaces the whole text where it is still `expected` (null: where there is none). `changed`: somebody else was
   * faster and nothing was written. Readers see the old text or the new one, never a part.
   */
  write(text: string, expected: string | null): Promise<"written" | "changed">;
}

/** Why a document could not be read or written: the place, what is there, and the way out. */
export class DocumentProblem extends Error {
  override readonly name = "DocumentProblem";
  readonly status: "unreachable" | "unauthorised" | "invalid";

  constructor(status: DocumentProblem["status"], message: string) {
    super(message);
    this.status = status;
  }
}
