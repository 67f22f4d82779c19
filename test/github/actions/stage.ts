import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DateTime } from "luxon";
import { onTestFinished } from "vitest";
import type { App, Permissions } from "../emulator/state/actors.ts";
import type { Files } from "../git/trees.ts";
import type { Hands } from "../hands.ts";
import type { Run } from "../runner/result.ts";
import { type Runner, runnerOn } from "../runner/runner.ts";
import { type GitHub, startGitHub } from "../start.ts";

const root = join(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** What the App may, as .github/SETUP.md says. */
export const appPermissions: Permissions = {
  ...{ contents: "write", pull_requests: "write", checks: "write", issues: "write", deployments: "write" },
  members: "read",
};

/** The real workflow files with the real bundles, on an emulated GitHub. */
export interface Stage {
  readonly github: GitHub;
  readonly hands: Hands;
  readonly runner: Runner;
  /** Null in the basic mode. */
  readonly app: App | null;
  readonly now: () => DateTime;
}

export interface Setting {
  /** Null: none yet. */
  readonly plan: string | null;
  readonly settings: string;
  readonly now: string;
  /** Default: with an App of our own. */
  readonly mode?: "app" | "basic";
  readonly files?: Files;
  readonly secrets?: Readonly<Record<string, string>>;
  /** More of it for every step. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Changes workflow files before they are committed. */
  readonly edit?: (file: string, text: string) => string;
}

export const planFile = "flags/form1095b.yaml";

/** Environments and settings as `flaghoist setup` makes them: only main may enter, the App's key is in each. */
const environments = ["flag-gate", "flag-sync", "flag-monitor"];

export async function stage(setting: Setting): Promise<Stage> {
  const { plan, settings, mode = "app", files = {}, secrets = {}, edit = (_, text) => text } = setting;
  const github = await startGitHub({ now: setting.now, limits: { restPointsAMinute: 1e6 } });
  onTestFinished(() => github.close());
  const own = Object.fromEntries(ownFiles().map((file) => [file, edit(file, read(file))]));
  const text = { ...(plan === null ? {} : { [planFile]: plan }), ".github/flaghoist.yaml": settings };
  const app =
    mode === "app" ? github.app("flaghoist", { id: 424_242, permissions: appPermissions, on: ["example-org"] }) : null;
  const hands = github.repository("example-org/benefits", { files: { ...own, ...text, ...files } });
  if (app === null) {
    hands.state.settings = { ...hands.state.settings, actionsMayApprove: true };
  } else {
    hands.variable("FLAGHOIST_APP_ID", String(app.id));
    hands.variable("FLAGHOIST_CLIENT_ID", app.clientId);
  }
  const key = app === null ? {} : { FLAGHOIST_PRIVATE_KEY: app.privateKey };
  for (const name of environments) hands.environment(name, { branches: ["main"], secrets: { ...secrets, ...key } });
  const environment = {
    FLAGHOIST_GIT_URL: `${github.url}/${hands.fullName}.git`,
    NODE_OPTIONS: `--import ${join(import.meta.dirname, "clock.mjs")}`,
    get BENCH_NOW() {
      return github.clock.now().toISO()!;
    },
    ...setting.environment,
  };
  const runner = runnerOn(hands, { github, environment });
  await runner.settle();
  return { github, hands, runner, app, now: () => github.clock.now() };
}

function ownFiles(): readonly string[] {
  const below = readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" });
  const wanted = /^(workflows\/flag-\w+\.yml|actions\/\w+\/action\.yml|actions\/dist\/[\w.]+)$/;
  return below.filter((file) => wanted.test(file)).map((file) => `.github/${file}`);
}

/** One run of a workflow among others, which must be there once. */
export function runOf(runs: readonly Run[], workflow: string): Run {
  const found = runs.filter((run) => run.workflow === workflow);
  if (found.length !== 1) throw new Error(`${found.length} runs of ${workflow}: ${runs.map((run) => run.workflow)}`);
  return found[0]!;
}

/** What a run said, for a test that fails. */
export const saidBy = (run: Run): string =>
  Object.values(run.jobs)
    .map(({ name, result, log, summary }) => `${name}: ${result}\n${log}\n${summary}`)
    .join("\n");
