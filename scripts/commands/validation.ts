import type { Settings } from "../flag/settings.ts";
import type { FileRead } from "../forge/files.ts";
import type { Diagnostic } from "../load/diagnostic.ts";
import type { Problem } from "../report/value.ts";
import { type Claims, collectClaims } from "../workflows/claims.ts";
import { openCache } from "./cache.ts";
import { examine, examineAgain, type Known } from "./examine.ts";

interface Validating {
  readonly root: string;
  /** What to check. */
  readonly files: readonly FileRead[];
  /** Every plan of the repository: a flag key may stand in one of them only. */
  readonly others: readonly FileRead[];
  readonly settings: Settings;
  readonly progress: (doing: string) => void;
}

/** Everything wrong with the files. What was found for a text is remembered, so that only changed files are loaded again. */
export async function validation({ root, files, others, settings, progress }: Validating): Promise<readonly Problem[]> {
  const cache = await openCache(root, settings);
  const asked = new Set(files.map(({ file }) => file));
  const all = [...files, ...others.filter(({ file }) => !asked.has(file))];
  const known = new Map<FileRead, Known>();
  for (const read of all) {
    const found = read.kind === "problem" ? problemWith(read) : cache.known(read);
    if (found !== null) known.set(read, found);
  }
  const fresh = all.filter((read) => read.kind === "text").filter((read) => !known.has(read));
  for (const [index, read] of fresh.entries()) {
    if (index % 100 === 0) progress(`Checking ${index} of ${fresh.length} plans`);
    const found = examine(read, settings);
    known.set(read, found);
    cache.remember(read, found);
  }
  const claims = collectClaims(
    all.flatMap((read) => known.get(read)!.keys.map((key) => ({ key, plan: nameOf(read) }))),
  );
  await cache.save();
  return files.flatMap((read) => problemsOf(read, known.get(read)!, settings, claims));
}

const nameOf = ({ file }: FileRead) => file.replace(/^.*\//, "").replace(/\.yaml$/, "");

/** A text that claims a key somebody else claims too is judged again, with the claims of all. */
function problemsOf(read: FileRead, found: Known, settings: Settings, claims: Claims): readonly Problem[] {
  const text = read.kind === "text" ? read.text : "";
  const shared = found.keys.some((key) => (claims.get(key)?.length ?? 0) > 1);
  const diagnostics = shared && read.kind === "text" ? examineAgain(read, settings, claims) : found.diagnostics;
  return diagnostics.map((diagnostic) => ({ diagnostic, text }));
}

function problemWith({ file, why }: Extract<FileRead, { kind: "problem" }>): Known {
  const place = { line: 1, column: 1, length: 1 };
  const problem: Diagnostic = { rule: "file", severity: "error", message: why, file, place };
  return { keys: [], diagnostics: [problem] };
}
