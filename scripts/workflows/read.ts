import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { BlobText, Repository, TreeFile } from "../forge/forge.ts";
import type { Diagnostic, Loaded, Located } from "../load/diagnostic.ts";
import { loadPlan } from "../load/plan.ts";
import { loadSettings } from "../load/settings.ts";

export const settingsFile = ".github/flaghoist.yaml";
export const plansFolder = "flags";

/** Where the repository cannot be judged at all: its message has the place and the way out. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly diagnostics: readonly { readonly diagnostic: Diagnostic; readonly text: string }[];
  constructor(message: string, diagnostics: Unreadable["diagnostics"] = []) {
    super(message);
    this.diagnostics = diagnostics;
  }
}

/** The settings at a commit. Throws `Unreadable` where they are missing or wrong: nothing is judged without them. */
export async function settingsAt(repository: Repository, commit: string): Promise<Settings> {
  const [file] = (await repository.tree(commit, ".github")).filter(({ path }) => path === settingsFile);
  if (file === undefined) {
    throw new Unreadable(
      `${settingsFile} is missing at ${commit.slice(0, 10)}: it names environments, stores and disciplines; write one with \`flaghoist new --settings\``,
    );
  }
  const text = await textOf(repository, file);
  const loaded = loadSettings({ file: file.path, text });
  if (loaded.ok) return loaded.loaded.value;
  throw new Unreadable(
    `${settingsFile} at ${commit.slice(0, 10)} cannot be used`,
    loaded.diagnostics.map((diagnostic) => ({ diagnostic, text })),
  );
}

async function textOf(repository: Repository, file: TreeFile): Promise<string> {
  const blob = (await repository.read([file.oid])).get(file.oid);
  if (file.kind === "file" && blob?.kind === "text") return blob.text;
  throw new Unreadable(`${file.path} ${whyUnreadable(file, blob)}`);
}

export function isPlanFile(path: string): boolean {
  return /^flags\/[^/]+\.yaml$/.test(path);
}

export function planName(path: string): string {
  return path.replace(/^flags\//, "").replace(/\.yaml$/, "");
}

/** Loads one file of a tree. A link, a folder, an oversized or undecodable file is a diagnostic like any other. */
export function loadFile(
  file: TreeFile,
  blob: BlobText | undefined,
  settings: Settings,
): Loaded<ReleasePlan> & { readonly text: string } {
  if (file.kind !== "file" || blob?.kind !== "text") {
    const message = `${file.path} ${whyUnreadable(file, blob)}`;
    const place = { line: 1, column: 1, length: 1 };
    return { ok: false, text: "", diagnostics: [{ rule: "file", severity: "error", message, file: file.path, place }] };
  }
  const loaded = loadPlan({ file: file.path, text: blob.text }, { environment: defaultEnvironment(settings) });
  return { ...loaded, text: blob.text };
}

/** Stages that name no environment are in the last one of the settings. */
export function defaultEnvironment(settings: Settings): string {
  return settings.environments.at(-1)!.name;
}

function whyUnreadable({ kind }: TreeFile, blob: BlobText | undefined): string {
  if (kind === "symlink") return "is a symbolic link: a plan is a regular file; replace the link by the file";
  if (kind === "submodule") return "is a submodule: a plan is a regular file";
  switch (blob?.kind) {
    case "too-large":
      return `has ${blob.bytes.toLocaleString("en")} bytes: a plan has at most 262,144; move long prose to a document and link it`;
    case "not-utf8":
      return "is not UTF-8 text: save it as UTF-8";
    case "text":
    case "missing":
    case undefined:
      return "is not in this clone: fetch the commit whole (`git fetch --unshallow`)";
  }
}

/** One plan as a commit has it; null where it has none there, or one that does not load. */
export async function planAt(
  repository: Repository,
  commit: string,
  path: string,
  settings: Settings,
): Promise<Located<ReleasePlan> | null> {
  const [file] = (await repository.tree(commit, path)).filter((one) => one.path === path);
  if (file === undefined) return null;
  const result = loadFile(file, (await repository.read([file.oid])).get(file.oid), settings);
  return result.ok ? result.loaded : null;
}

export interface LoadedPlans {
  readonly plans: readonly Located<ReleasePlan>[];
  readonly broken: readonly {
    readonly file: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly text: string;
  }[];
}

/** Every plan at a commit; the broken ones stand beside the good ones and never hide them. */
export async function plansAt(repository: Repository, commit: string, settings: Settings): Promise<LoadedPlans> {
  const files = (await repository.tree(commit, plansFolder)).filter(({ path }) => isPlanFile(path));
  const blobs = await repository.read(files.filter(({ kind }) => kind === "file").map(({ oid }) => oid));
  const loaded = files.map((file) => ({ file, result: loadFile(file, blobs.get(file.oid), settings) }));
  return {
    plans: loaded.flatMap(({ result }) => (result.ok ? [result.loaded] : [])),
    broken: loaded.flatMap(({ file, result }) =>
      result.ok ? [] : [{ file: file.path, diagnostics: result.diagnostics, text: result.text }],
    ),
  };
}
