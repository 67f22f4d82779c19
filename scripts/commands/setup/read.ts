import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ReleasePlan } from "../../flag/plan.ts";
import type { Settings } from "../../flag/settings.ts";
import { readFlagFile, readFlagFiles } from "../../forge/files.ts";
import { userSetting } from "../../forge/git/open.ts";
import { loadPlan } from "../../load/plan.ts";
import { defaultEnvironment } from "../../workflows/read.ts";
import { type RulesetFile, readRuleset } from "../../workflows/upkeep/ruleset-file.ts";
import { Failure, UsageError, type World } from "../command.ts";
import { placeOf } from "../origin.ts";

const folder = ".github/rulesets";

/** The ruleset files of the work tree, by name. */
export async function ownRulesets({ root }: Pick<World, "root">): Promise<readonly RulesetFile[]> {
  let names: readonly string[];
  try {
    names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));
  } catch {
    throw new Failure(`${folder} is missing in ${root}: copy it from the template, it holds the rules of main`);
  }
  return Promise.all(
    names.toSorted().map(async (name) => {
      const file = await readFlagFile(root, `${folder}/${name}`);
      if (file.kind !== "text") throw new Failure("why" in file ? file.why : `${file.file} is missing`);
      const ruleset = readRuleset(file.file, file.text);
      if (typeof ruleset === "string") throw new Failure(ruleset);
      return ruleset;
    }),
  );
}

/** The plans of the work tree that load: the others are validate's to tell of. */
export async function ownPlans({ root }: Pick<World, "root">, settings: Settings): Promise<readonly ReleasePlan[]> {
  const files = await readFlagFiles(root);
  return files.flatMap((file) => {
    if (file.kind !== "text") return [];
    const loaded = loadPlan({ file: file.file, text: file.text }, { environment: defaultEnvironment(settings) });
    return loaded.ok ? [loaded.loaded.value] : [];
  });
}

/** The repository on GitHub: as said, or where `origin` points. */
export async function ownRepository({ root }: Pick<World, "root">, said: string | undefined) {
  const url = said === undefined ? (await userSetting(root, "remote.origin.url")).at(-1) : `https://github.com/${said}`;
  const place = placeOf(url ?? "");
  if (place !== null) return { owner: place.owner, name: place.name };
  if (said !== undefined) throw new UsageError(`--repo ${said} is no repository: write it like example-org/benefits`);
  throw new UsageError("there is no remote `origin` on a server here: name the repository, --repo OWNER/NAME");
}
