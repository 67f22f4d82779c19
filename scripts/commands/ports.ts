import type { DateTime } from "luxon";
import { runtimeBranch } from "../forge/forge.ts";
import { openProviders } from "../metrics/open.ts";
import { openNotifiers } from "../notices/open.ts";
import { openStore } from "../stores/open.ts";
import { branchFile } from "../workflows/branch-file.ts";
import type { Ports } from "../workflows/ports.ts";
import { type Asking, forgeOf } from "./forge.ts";

export interface Opening extends Asking {
  readonly now: DateTime;
  readonly progress: (doing: string) => void;
}

/** The real ports of a repository: files of stores are in the work tree, or where GitHub's workflows keep them. */
export async function openPorts({ now, progress, ...asking }: Opening): Promise<Ports> {
  const { root, secrets } = asking;
  const { forge, hosted } = await forgeOf(asking);
  const branch = (name: string, file: string) => branchFile(forge, name, file, now);
  const onBranches = {
    document: (file: string) => branch(runtimeBranch, file),
    handedIn: (file: string) => branch(forge.baseBranch, file),
  };
  return {
    forge,
    openStore: (settings) => openStore(settings, { root, secrets, branch, ...(hosted ? onBranches : {}) }),
    openProviders: (settings) => openProviders(settings, { root, secrets }),
    openNotifiers: (settings) => openNotifiers(settings, secrets),
    secrets,
    now,
    progress,
  };
}
