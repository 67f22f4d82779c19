import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DateTime } from "luxon";
import { gitIn } from "../../forge/git/run.ts";
import { type LocalForge, localForge } from "../../forge/local.ts";
import { openProviders } from "../../metrics/open.ts";
import { openStore } from "../../stores/open.ts";
import type { Ports } from "../../workflows/ports.ts";
import { applicationCode, secrets as ids, plan, settings } from "./files.ts";
import { csv, type Quarter, quarters, type Traffic } from "./traffic.ts";

export const planFile = "flags/form1095b.yaml";
export const storeFile = "runtime/production.flagd.json";
export const flagKey = "form1095b_download";
export const zone = "America/New_York";

/** A small world to release in: a git repository, a flagd file, users who click, and a clock that obeys. */
export interface Town {
  readonly root: string;
  readonly forge: LocalForge;
  readonly now: () => DateTime;
  /** Moves the clock; until then people use what they see, and some of it fails. */
  readonly travel: (to: DateTime, use: Pick<Traffic, "percent" | "errorRate">) => Promise<void>;
  readonly ports: () => Ports;
  readonly secrets: (name: string) => string | undefined;
}

export async function buildTown(): Promise<Town> {
  const root = await mkdtemp(join(tmpdir(), "flaghoist-demo-"));
  let now: DateTime = DateTime.fromISO("2025-03-10T09:00", { zone });
  const rows: Quarter[] = [];
  let counted: DateTime = now;

  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };
  await write(planFile, plan);
  await write(".github/flaghoist.yaml", settings);
  await write("src/download.js", applicationCode);
  await write(".gitignore", "runtime/\n");
  await write("runtime/counts.csv", csv(rows));
  await firstCommit(root, now);
  const forge = await localForge({ root, baseBranch: "main", now: () => now, identity });
  const secrets = (name: string) => ids[name];

  return {
    root,
    forge,
    secrets,
    now: () => now,
    travel: async (to, use) => {
      const added = quarters({ from: counted, to, ...use });
      rows.push(...added);
      counted = counted.plus({ minutes: 15 * added.length });
      now = to;
      await write("runtime/counts.csv", csv(rows));
    },
    ports: () => ({
      forge,
      openStore: (store) => openStore(store, { root, secrets }),
      openProviders: (providers) => openProviders(providers, { root, secrets }),
      openNotifiers: () => [],
      secrets,
      now,
      progress: () => {},
    }),
  };
}

const identity = { name: "Flaghoist", email: "flaghoist@example.org" };

async function firstCommit(root: string, at: DateTime): Promise<void> {
  const git = gitIn(root);
  const environment = {
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_AUTHOR_DATE: at.toISO()!,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
    GIT_COMMITTER_DATE: at.toISO()!,
  };
  await git.run("init", ["--quiet", "--initial-branch=main"]);
  await git.run("add", ["--all"]);
  await git.run("commit", ["--quiet", "--message=Plan the release of the 1095-B download"], { environment });
}
