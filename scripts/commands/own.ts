import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { readFlagFile } from "../forge/files.ts";
import { renderDiagnostic } from "../load/frame.ts";
import { nearest } from "../load/nearest.ts";
import { loadPlan } from "../load/plan.ts";
import { loadSettings } from "../load/settings.ts";
import type { Ports } from "../workflows/ports.ts";
import { defaultEnvironment, settingsFile } from "../workflows/read.ts";
import { baseCommit } from "../workflows/sync.ts";
import { Failure, UsageError, type World } from "./command.ts";

/** The settings of the work tree, or a failure that says where they are wrong. */
export async function ownSettings({ root }: Pick<World, "root">): Promise<Settings> {
  const file = await readFlagFile(root, settingsFile);
  if (file.kind === "absent") {
    throw new Failure(`${settingsFile} is missing in ${root}: write one with \`flaghoist new --settings\``);
  }
  if (file.kind === "problem") throw new Failure(file.why);
  const loaded = loadSettings({ file: settingsFile, text: file.text });
  if (loaded.ok) return loaded.loaded.value;
  throw new Failure(loaded.diagnostics.map((found) => renderDiagnostic(found, file.text)).join("\n"));
}

export interface OwnPlan {
  readonly plan: ReleasePlan;
  readonly text: string;
  readonly settings: Settings;
}

/** One plan of the work tree by name, ready to be edited. */
export async function ownPlan(world: World, ports: Ports, name: string): Promise<OwnPlan> {
  const settings = await ownSettings(world);
  const path = `flags/${name}.yaml`;
  const file = await readFlagFile(world.root, path);
  if (file.kind === "absent") throw new UsageError(await noSuchPlan(ports, name));
  if (file.kind === "problem") throw new Failure(file.why);
  const loaded = loadPlan({ file: path, text: file.text }, { environment: defaultEnvironment(settings) });
  if (loaded.ok) return { plan: loaded.loaded.value, text: file.text, settings };
  throw new Failure(loaded.diagnostics.map((found) => renderDiagnostic(found, file.text)).join("\n"));
}

async function noSuchPlan({ forge }: Ports, name: string): Promise<string> {
  const commit = await forge.repository.commit(forge.baseBranch);
  const files = commit === null ? [] : await forge.repository.tree(commit.id, "flags");
  const names = files.map(({ path }) => path.replace(/^flags\//, "").replace(/\.yaml$/, ""));
  const near = nearest(name, names);
  return `there is no plan flags/${name}.yaml${near === null ? "" : `; did you mean "${near}"?`}`;
}

/** The plan as the base branch has it: what a promotion or revert starts from. */
export async function baseText(
  ports: Ports,
  plan: ReleasePlan,
): Promise<{ readonly commit: string; readonly text: string | null }> {
  const commit = await baseCommit(ports);
  const [file] = (await ports.forge.repository.tree(commit, plan.file)).filter(({ path }) => path === plan.file);
  const blob = file === undefined ? undefined : (await ports.forge.repository.read([file.oid])).get(file.oid);
  return { commit, text: blob?.kind === "text" ? blob.text : null };
}
