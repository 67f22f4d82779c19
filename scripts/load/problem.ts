import type { Diagnostic, Path, Place } from "./diagnostic.ts";

/** One thing wrong at one path; a diagnostic once its place is looked up. */
export interface Problem {
  readonly path: Path;
  /** Whether the key or the value at the path is meant. */
  readonly at: "key" | "value";
  readonly message: string;
  /** `schema` unless said. */
  readonly rule?: string;
}

/** So that one file, however broken, is answered in a few pages. */
export const mostDiagnostics = 100;

type Locate = (path: Path, at: Problem["at"]) => Place;

/** Problems as diagnostics: sorted by place, each said once, at most a hundred. */
export function diagnose(file: string, problems: readonly Problem[], locate: Locate): readonly Diagnostic[] {
  const found = problems.map(({ path, at, message, rule }): Diagnostic => {
    return { rule: rule ?? "schema", severity: "error", message, file, place: locate(path, at) };
  });
  return atMost(unique(found).toSorted(byPlace));
}

/** The first hundred, the last of which says that there are more. */
export function atMost(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const last = found[mostDiagnostics - 1];
  if (last === undefined || found.length === mostDiagnostics) return found;
  return [
    ...found.slice(0, mostDiagnostics - 1),
    { ...last, message: `${last.message}; more follows, mend these first` },
  ];
}

function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  return a.line - b.line || a.column - b.column;
}

function unique(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = ({ message, place }: Diagnostic) => `${place.line}:${place.column}:${message}`;
  return [...new Map(found.map((diagnostic) => [key(diagnostic), diagnostic])).values()];
}
