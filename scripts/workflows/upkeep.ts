import type { Issue } from "../forge/forge.ts";
import type { Answer, Upkeep } from "../forge/upkeep.ts";
import { type UpkeepView, upkeepIssue } from "../report/upkeep.ts";
import { reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";
import { baseCommit } from "./sync.ts";
import { workflowState } from "./upkeep/alive.ts";
import { rulesState } from "./upkeep/rules.ts";

/** Label of the issues that tell what no longer keeps itself running. */
export const upkeepLabel = "flaghoist-upkeep";

export interface Watch {
  /** Names of workflow files: `flag-gate.yml`. A dead one cannot report itself, so each is watched by another. */
  readonly workflows: readonly string[];
  /** Whether the rules of branches are looked at too. */
  readonly rules: boolean;
}

export interface KeptUp {
  readonly views: readonly UpkeepView[];
  /** What could not be looked at, or said. */
  readonly failed: readonly string[];
}

/**
 * Looks whether other workflows still run and whether the rules of branches are what their files say; keeps one issue for
 * each thing that is not well, and closes it when it is. Never throws, and is done after everything that matters more:
 * what goes wrong here stops nothing.
 */
export async function keepUp(ports: Ports, upkeep: Upkeep, watch: Watch): Promise<KeptUp> {
  const failed: string[] = [];
  const trying = async <T>(doing: string, act: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      failed.push(`${doing}: ${reasonOf(error)}`);
      return otherwise;
    }
  };
  ports.progress("Looking whether the other workflows run");
  const views = [
    ...(await trying("looking at workflows", () => workflowViews(ports, upkeep, watch.workflows), [])),
    ...(watch.rules ? await trying("looking at the rules of branches", () => rulesViews(ports, upkeep), []) : []),
  ];
  const open = await trying<readonly Issue[] | null>("reading issues", () => ports.forge.issues(upkeepLabel), null);
  for (const view of open === null ? [] : views) {
    await trying("keeping an issue", () => tell(ports, view, open ?? []), undefined);
  }
  return { views, failed };
}

async function workflowViews(ports: Ports, upkeep: Upkeep, names: readonly string[]): Promise<readonly UpkeepView[]> {
  const files = names.map((name) => `.github/workflows/${name}`);
  const records = await upkeep.workflows(files);
  const texts = new Map((await textsBelow(ports, ".github/workflows")).map(({ path, text }) => [path, text]));
  return files.map((file): UpkeepView => {
    if (records.kind !== "told") return { kind: "workflow", file, state: untold(records) };
    const record = records.value.find((one) => one.file === file);
    return { kind: "workflow", file, state: workflowState(texts.get(file) ?? null, record, ports.now) };
  });
}

async function rulesViews(ports: Ports, upkeep: Upkeep): Promise<readonly UpkeepView[]> {
  const files = (await textsBelow(ports, ".github/rulesets")).filter(({ path }) => path.endsWith(".json"));
  const found = await upkeep.rulesets();
  const state = found.kind === "told" ? rulesState(files, found.value, upkeep.app) : untold(found);
  return [{ kind: "rules", state }];
}

const untold = ({ kind, why }: Exclude<Answer<unknown>, { readonly kind: "told" }>) =>
  ({ kind: "untold", why, lasting: kind === "refused" }) as const;

/** As the base branch has them: what somebody changed in a checkout or a pull request does not count. */
async function textsBelow(ports: Ports, folder: string) {
  const { repository } = ports.forge;
  const files = await repository.tree(await baseCommit(ports), folder);
  const blobs = await repository.read(files.map(({ oid }) => oid));
  return files.flatMap(({ path, oid }) => {
    const blob = blobs.get(oid);
    return blob?.kind === "text" ? [{ path, text: blob.text }] : [];
  });
}

async function tell({ forge }: Ports, view: UpkeepView, open: readonly Issue[]): Promise<void> {
  const key = view.kind === "workflow" ? view.file : "rulesets";
  const issue = upkeepIssue(view);
  const known = open.find((one) => one.key === key);
  if (issue.kind === "raise") {
    await forge.raiseIssue({ label: upkeepLabel, key, title: issue.title, body: issue.body });
  } else if (issue.kind === "close" && known !== undefined) {
    await forge.closeIssue(known.number, issue.because);
  }
}
