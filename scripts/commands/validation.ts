import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { FileRead } from "../forge/files.ts";
import type { Diagnostic, Located } from "../load/diagnostic.ts";
import { loadPlan } from "../load/plan.ts";
import type { Problem } from "../report/value.ts";
import { runRules } from "../rules/rules.ts";
import { type Claims, collectClaims } from "../workflows/claims.ts";
import { defaultEnvironment } from "../workflows/read.ts";
import { type Known, openCache } from "./cache.ts";

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
  const known = all.map((file, index) => {
    if (index % 100 === 0) progress(`Checking ${index} of ${all.length} plans`);
    return { file, found: examine(file, settings, cache.known, cache.remember) };
  });
  const claims = collectClaims(
    known.flatMap(({ file, found }) => found.keys.map((key) => ({ key, plan: nameOf(file) }))),
  );
  await cache.save();
  return known.slice(0, files.length).flatMap(({ file, found }) => problemsOf(file, found, settings, claims));
}

const nameOf = ({ file }: FileRead) => file.replace(/^.*\//, "").replace(/\.yaml$/, "");

function examine(
  read: FileRead,
  settings: Settings,
  known: (text: string) => Known | null,
  remember: (text: string, found: Known) => void,
): Known {
  if (read.kind === "problem") return { keys: [], diagnostics: [problemWith(read)] };
  const before = known(read.text);
  if (before !== null)
    return { ...before, diagnostics: before.diagnostics.map((one) => ({ ...one, file: read.file })) };
  const loaded = load(read.file, read.text, settings);
  const found: Known = loaded.ok
    ? { keys: loaded.loaded.value.flags.map(({ key }) => key), diagnostics: ruled(loaded.loaded, settings, new Map()) }
    : { keys: [], diagnostics: loaded.diagnostics };
  remember(read.text, found);
  return found;
}

/** A text that claims a key somebody else claims too is judged again, with the claims of all. */
function problemsOf(read: FileRead, found: Known, settings: Settings, claims: Claims): readonly Problem[] {
  const text = read.kind === "text" ? read.text : "";
  const shared = found.keys.some((key) => (claims.get(key)?.length ?? 0) > 1);
  const loaded = shared && read.kind === "text" ? load(read.file, text, settings) : null;
  const diagnostics = loaded?.ok ? ruled(loaded.loaded, settings, claims) : found.diagnostics;
  return diagnostics.map((diagnostic) => ({ diagnostic, text }));
}

const load = (file: string, text: string, settings: Settings) =>
  loadPlan({ file, text }, { environment: defaultEnvironment(settings) });

const ruled = (plan: Located<ReleasePlan>, settings: Settings, claims: Claims): readonly Diagnostic[] =>
  runRules(plan, { settings, claims });

function problemWith({ file, why }: Extract<FileRead, { kind: "problem" }>): Diagnostic {
  return { rule: "file", severity: "error", message: why, file, place: { line: 1, column: 1, length: 1 } };
}
