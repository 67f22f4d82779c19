import type { FileChange, TreeFile } from "../forge.ts";

/** NUL-separated fields, the last NUL ending and not separating. */
export function fields(out: Buffer): readonly string[] {
  const text = out.toString("utf8");
  return text === "" ? [] : text.replace(/\0$/, "").split("\0");
}

export function fileKind(mode: string): TreeFile["kind"] {
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}

const raw = /^\n?:([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]/;

/** One raw record and its path; null where the field is not a raw record. https://git-scm.com/docs/git-diff-tree#_raw_output_format */
export function fileChange(record: string, path: string): FileChange | null {
  const [, before, after, beforeOid, afterOid] = record.match(raw) ?? [];
  if (before === undefined) return null;
  const side = (mode: string, oid: string) => (mode === "000000" ? null : { path, oid, kind: fileKind(mode) });
  return { path, before: side(before, beforeOid!), after: side(after!, afterOid!) };
}

/** The raw records that stand at a place among the fields, and the place after them. */
export function fileChanges(
  found: readonly string[],
  from: number,
): { readonly changes: readonly FileChange[]; readonly next: number } {
  const changes: FileChange[] = [];
  for (let next = from; ; next += 2) {
    const change = fileChange(found[next] ?? "", found[next + 1] ?? "");
    if (change === null) return { changes, next };
    changes.push(change);
  }
}
