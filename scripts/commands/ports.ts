import type { DateTime } from "luxon";
import type { Secrets } from "../flag/secrets.ts";
import { openRepository } from "../forge/git.ts";
import { localForge } from "../forge/local.ts";
import { openProviders } from "../metrics/open.ts";
import { openNotifiers } from "../notices/open.ts";
import { openStore } from "../stores/open.ts";
import { branchFile } from "../workflows/branch-file.ts";
import type { Ports } from "../workflows/ports.ts";
import { Failure } from "./command.ts";

export interface Opening {
  readonly root: string;
  readonly base: string | null;
  readonly now: DateTime;
  readonly secrets: Secrets;
  readonly progress: (doing: string) => void;
}

/** The real ports of a repository on this machine. */
export async function openPorts({ root, base, now, secrets, progress }: Opening): Promise<Ports> {
  const repository = await openRepository(root);
  const baseBranch = base ?? (await firstBranch(repository.commit));
  const forge = await localForge({ root, baseBranch });
  const branch = (name: string, file: string) => branchFile(forge, name, file, now);
  return {
    forge,
    openStore: (settings) => openStore(settings, { root, secrets, branch }),
    openProviders: (settings) => openProviders(settings, { root, secrets }),
    openNotifiers: (settings) => openNotifiers(settings, secrets),
    secrets,
    now,
    progress,
  };
}

const usual = ["main", "master", "origin/main", "origin/master"];

async function firstBranch(commit: (ref: string) => Promise<unknown>): Promise<string> {
  for (const name of usual) if ((await commit(name)) !== null) return name;
  throw new Failure(`there is no branch ${usual.join(", ")}: name the branch whose plans are the truth with --base`);
}
