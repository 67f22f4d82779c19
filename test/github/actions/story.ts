import { DateTime } from "luxon";
import { expect } from "vitest";
import { plan, secrets, settings } from "../../../scripts/commands/demo/files.ts";
import { csv, type Quarter, quarters } from "../../../scripts/commands/demo/traffic.ts";
import { parseComment } from "../../../scripts/report/comment/machine.ts";
import type { Ruleset } from "../emulator/rules/ruleset.ts";
import type { Run } from "../runner/result.ts";
import { planFile, type Stage, saidBy, stage } from "./stage.ts";

export const zone = "America/New_York";
export const storeFile = "runtime/production.flagd.json";
export const runtime = "flaghoist-runtime";
const countsFile = "counts.csv";
const team = "@example-org/engineers";

/** The engineer who opens every pull request; her own approval never counts. */
const author = "jwexler";
export const everyone = ["rlindqvist", "tmarsh", "pvandermeer"] as const;

/** What people and time do to one repository; each answers with the runs that came of it. */
export interface Story extends Stage {
  /** Moves the clock to a local time; until then so many percent use the flag, and some of it fails. */
  until(local: string, use?: { readonly percent: number; readonly errorRate: number }): void;
  propose(branch: string, edit: (text: string) => string): number;
  approve(number: number, people?: readonly string[]): void;
  /** Everything that happened is told to the workflows, and what comes of it. */
  told(): Promise<readonly Run[]>;
  /** Nobody tells the workflows of what happened; a pass of one of them is started by hand. */
  pass(file: string): Promise<readonly Run[]>;
  plan(): string;
  /** Outcome of the comment on a pull request, and whether it is merged. */
  verdict(number: number): string;
  /** Fails with the comment where the verdict is another one. */
  expects(number: number, verdict: string): void;
  store(): string;
}

export interface Options {
  readonly mode?: "app" | "basic";
  readonly start: string;
  /** The plan on main; null: none yet. */
  readonly plan?: string | null;
  readonly rulesets?: readonly Ruleset[];
  readonly edit?: (file: string, text: string) => string;
  /** More of it for every step. */
  readonly environment?: Readonly<Record<string, string>>;
}

export async function beginStory({
  start,
  plan: first = plan,
  mode = "app",
  rulesets = [],
  edit,
  environment,
}: Options): Promise<Story> {
  const began = DateTime.fromISO(start, { zone });
  const own = settings.replace("runtime/counts.csv", countsFile);
  const engineers =
    mode === "app" ? own.replace('engineering: ["@tmarsh", "@jwexler"]', `engineering: ["${team}"]`) : own;
  const here = await stage({
    ...{ plan: first, settings: engineers, mode, secrets, now: began.toUTC().toISO()! },
    files: { [countsFile]: csv([]) },
    ...(edit ? { edit } : {}),
    ...(environment ? { environment } : {}),
  });
  const { github, hands, runner } = here;
  github.team(team, ["tmarsh", "jwexler"]);
  for (const ruleset of rulesets) hands.protect(ruleset);
  const rows: Quarter[] = [];
  let counted = began;
  const verdictOf = (number: number) => {
    const said = hands.comments(number).map(({ body }) => parseComment(body)?.outcome);
    expect(said.length).toBeLessThanOrEqual(1);
    return `${said[0] ?? "nothing"}${hands.pull(number).merged ? ", merged" : ""}`;
  };
  const read = (branch: string, file: string) => hands.read(branch, file) ?? "";
  return {
    ...here,
    until(local, use = { percent: 0, errorRate: 0 }) {
      const to = DateTime.fromISO(local, { zone });
      // Half an hour more, so that a pass some minutes later has its numbers too.
      const added = quarters({ from: counted, to: to.plus({ minutes: 30 }), ...use });
      rows.push(...added);
      counted = counted.plus({ minutes: 15 * added.length });
      if (added.length > 0) hands.push("main", { [countsFile]: csv(rows) }, { by: "tmarsh", at: to.toUTC() });
      github.clock.set(to.toUTC());
    },
    propose(branch, edit) {
      hands.push(branch, { [planFile]: edit(read("main", planFile)) }, { by: author });
      return hands.open({ head: branch, title: branch, by: author });
    },
    approve(number, people = everyone) {
      github.clock.advance({ minutes: 5 });
      for (const by of people) hands.review(number, { by, state: "APPROVED" });
    },
    told: () => runner.settle(),
    pass(file) {
      runner.waiting.length = 0;
      return runner.dispatch(file);
    },
    plan: () => read("main", planFile),
    verdict: verdictOf,
    expects(number, verdict) {
      const comments = hands.comments(number).map(({ body }) => body);
      expect(verdictOf(number), `#${number} was told: ${comments.join("\n")}`).toBe(verdict);
    },
    store: () => read(runtime, storeFile),
  };
}

/** Every run went well, or the test shows what was said. */
export function allWell(runs: readonly Run[]): readonly string[] {
  for (const run of runs) if (run.conclusion !== "success") throw new Error(`${run.workflow}: ${saidBy(run)}`);
  return runs.map(({ workflow }) => workflow);
}
