import { plan } from "../../../../scripts/commands/demo/files.ts";
import { setStanding } from "../../../../scripts/load/edit.ts";
import type { Run } from "../../runner/result.ts";
import type { Stage } from "../stage.ts";
import { everyone } from "../story.ts";

/** Work that waits for a job. */
export interface Scene {
  readonly stage: Stage;
  /** Starts the workflow once; what comes of it waits. */
  run(): Promise<Run>;
  /** What it was to do and did not: none where all went well. */
  undone(run: Run): readonly string[];
}

export type Edit = (file: string, text: string) => string;
export type Scenery = (edit?: Edit) => Promise<Scene>;

export const start = "2025-03-10T10:00";

/** The sentences whose fact is not so. */
export const unless = (facts: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(facts).flatMap(([fact, so]) => (so ? [] : [fact]));

/** A plan like the story's, for a flag of its own. */
export const planOf = (key: string, standing = "planned"): string =>
  setStanding(plan.replaceAll("form1095b_download", key).replace("1095-B MVP", `Release of ${key}`), standing);

export const fileOf = (key: string) => `flags/${key}.yaml`;

/** Brings a plan to its first stage: through the gate where an App can merge, else as a person would. */
export async function raise({ hands, runner, github, app }: Stage, key: string): Promise<void> {
  const files = { [fileOf(key)]: planOf(key, "uat") };
  if (app === null) {
    hands.push("main", files, { by: "tmarsh" });
    return;
  }
  hands.push("main", { [fileOf(key)]: planOf(key) }, { by: "tmarsh" });
  hands.push(`promote/${key}`, files, { by: "jwexler" });
  const number = hands.open({ head: `promote/${key}`, by: "jwexler" });
  github.clock.advance({ minutes: 5 });
  for (const by of everyone) hands.review(number, { by, state: "APPROVED" });
  await runner.start("flag-gate.yml");
  if (hands.pull(number).merged === null) throw new Error(`${hands.comments(number).map(({ body }) => body)}`);
}

/** Whether an issue with this label says so in its title. */
export const told = ({ hands }: Stage, label: string, title: string) =>
  hands.issues().some((issue) => issue.labels.has(label) && issue.title.includes(title));

/** The one run of a workflow that was started. */
export function only(runs: readonly Run[]): Run {
  const [run, ...more] = runs;
  if (run === undefined || more.length > 0) throw new Error(`${runs.length} runs were started, not one`);
  return run;
}
