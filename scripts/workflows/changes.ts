import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { BlobText, FileChange, Repository, TreeFile } from "../forge/forge.ts";
import type { Located } from "../load/diagnostic.ts";
import { loadSettings } from "../load/settings.ts";
import type { Change, ChangeSet } from "../plan/move.ts";
import type { Problem } from "../report/value.ts";
import { runRules } from "../rules/rules.ts";
import { claimsAfter } from "./claims.ts";
import { isPlanFile, loadFile, planName, settingsAt, settingsFile, Unreadable } from "./read.ts";

/** A pull request as values, and everything wrong with its files. */
export interface Changes {
  readonly settings: Settings;
  readonly changeSet: ChangeSet;
  readonly diagnostics: readonly Problem[];
  /** Where the parts of each plan stand in head's file, by the plan's name. */
  readonly places: ReadonlyMap<string, Located<ReleasePlan>["place"]>;
  /** Plans of this change that the base branch changed too since the two parted. */
  readonly diverged: readonly string[];
  /** What the two sides parted from; equal to base where base is an ancestor of head. */
  readonly from: string;
}

/**
 * What `head` changes against `base`. Only changed blobs are read, by object id, so the cost does not grow with the
 * plans that did not change. Settings and the plan judged come from `base`; head is data. Throws `Unreadable`.
 */
export async function changesBetween(repository: Repository, base: string, head: string): Promise<Changes> {
  const settings = await settingsAt(repository, base);
  const from = await repository.mergeBase(base, head);
  if (from === null) {
    throw new Unreadable(
      `${base.slice(0, 10)} and ${head.slice(0, 10)} share no history in this clone: fetch it whole (\`git fetch --unshallow\`), or name a base that the branch started from`,
    );
  }
  const changed = await repository.diff(from, head);
  const moved = new Set(from === base ? [] : (await repository.diff(from, base)).map(({ path }) => path));
  const files = changed.filter(({ path }) => isPlanFile(path) || path === settingsFile);
  const oids = files.flatMap(({ before, after }) => [before?.oid, after?.oid]).filter((oid) => oid !== undefined);
  const blobs = await repository.read([...new Set(oids)]);

  const sides = files.filter(({ path }) => isPlanFile(path)).map((change) => sidesOf(change, blobs, settings));
  const plans = sides.flatMap(({ change }) => (change === null ? [] : [change]));
  const claims = await claimsAfter(repository, base, plans, settings);
  return {
    settings,
    from,
    changeSet: { plans, otherFiles: changed.map(({ path }) => path).filter((path) => !isPlanFile(path)) },
    diagnostics: [
      ...settingsDiagnostics(files, blobs),
      ...sides.flatMap(({ head, diagnostics }) => [...diagnostics, ...ruled(head, settings, claims)]),
    ],
    places: new Map(sides.flatMap(({ head }) => (head === null ? [] : [[head.value.name, head.place] as const]))),
    diverged: files.filter(({ path }) => moved.has(path)).map(({ path }) => planName(path)),
  };
}

interface Sides {
  /** Null where the head side does not load: there is no move to judge. */
  readonly change: Change | null;
  readonly head: Located<ReleasePlan> | null;
  readonly diagnostics: readonly Problem[];
}

/** A plan that is broken at base has no standing there: its mended form is judged as a new plan. */
function sidesOf({ path, before, after }: FileChange, blobs: Blobs, settings: Settings): Sides {
  const load = (file: TreeFile | null) => (file === null ? null : loadFile(file, blobs.get(file.oid), settings));
  const [base, head] = [load(before), load(after)];
  if (head !== null && !head.ok) {
    const diagnostics = head.diagnostics.map((diagnostic) => ({ diagnostic, text: head.text }));
    return { change: null, head: null, diagnostics };
  }
  const change = { name: planName(path), base: base?.ok ? base.loaded.value : null, head: head?.loaded.value ?? null };
  return { change, head: head?.loaded ?? null, diagnostics: [] };
}

type Blobs = ReadonlyMap<string, BlobText>;

function ruled(head: Located<ReleasePlan> | null, settings: Settings, claims: ReadonlyMap<string, readonly string[]>) {
  if (head === null) return [];
  const found = runRules(head, { settings, claims });
  return found.map((diagnostic) => ({ diagnostic, text: head.source.text }));
}

function settingsDiagnostics(files: readonly FileChange[], blobs: Blobs): readonly Problem[] {
  const after = files.find(({ path }) => path === settingsFile)?.after;
  const blob = after ? blobs.get(after.oid) : undefined;
  if (blob?.kind !== "text") return [];
  const loaded = loadSettings({ file: settingsFile, text: blob.text });
  return loaded.ok ? [] : loaded.diagnostics.map((diagnostic) => ({ diagnostic, text: blob.text }));
}
