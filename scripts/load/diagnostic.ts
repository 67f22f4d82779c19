/** One thing wrong with one place in one file, said so that its reader can mend it. */
export interface Diagnostic {
  /** The rule that found it, as `schema` or `percent-falls`; its page in scripts/rules/README.md has the same name. */
  readonly rule: string;
  /** Warnings never fail a check. */
  readonly severity: "error" | "warning";
  /** What is wrong, with the numbers, and the way out. */
  readonly message: string;
  readonly file: string;
  readonly place: Place;
}

/** 1-based, as editors and GitHub annotations count. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Keys and indexes from the top of a file: `["stages", 1, "exposure", "percent"]`. */
export type Path = readonly (string | number)[];

/** A file as it was read, before anything is known of it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A value and where each part of it stands in its file. */
export interface Located<T> {
  readonly value: T;
  readonly source: Source;
  /** Where the value at this path stands; where there is none, the nearest parent that exists. */
  readonly place: (path: Path) => Place;
}

export type Loaded<T> =
  | { readonly ok: true; readonly loaded: Located<T> }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
