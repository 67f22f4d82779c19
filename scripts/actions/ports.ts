import { info } from "@actions/core";
import { DateTime } from "luxon";
import { runtimeBranch } from "../forge/forge.ts";
import { githubForge } from "../forge/github.ts";
import { openProviders } from "../metrics/open.ts";
import { openNotifiers } from "../notices/open.ts";
import { openStore } from "../stores/open.ts";
import { branchFile } from "../workflows/branch-file.ts";
import { holdLabel } from "../workflows/held.ts";
import type { Ports } from "../workflows/ports.ts";
import { isPlanFile, settingsFile } from "../workflows/read.ts";
import { oneLine } from "./say.ts";
import { app, type Surroundings, token } from "./surroundings.ts";

/**
 * The ports of a workflow: the forge is GitHub, files of stores are on a branch of it that nobody else may write, what
 * people hand in on the base branch, all else as anywhere.
 */
export async function openPorts(around: Surroundings): Promise<Ports> {
  const { owner, name, root, apiUrl, gitUrl, baseBranch, secrets, runUrl } = around;
  const who = app();
  const now = DateTime.utc();
  const concerns = (path: string) => isPlanFile(path) || path === settingsFile;
  const asked = { owner, name, root, apiUrl, gitUrl, baseBranch, concerns, app: who, token: token() };
  const forge = await githubForge({ ...asked, watchedLabel: holdLabel });
  return {
    forge: who.own ? forge : { ...forge, byHand: withoutApp },
    openStore: (settings) =>
      openStore(settings, {
        root,
        secrets,
        document: (file) => branchFile(forge, runtimeBranch, file, now),
        handedIn: (file) => branchFile(forge, baseBranch, file, now),
        branch: (branch, file) => branchFile(forge, branch, file, now),
      }),
    openProviders: (settings) => openProviders(settings, { root, secrets }),
    openNotifiers: (settings) => openNotifiers(settings, secrets),
    secrets,
    now,
    page: runUrl,
    progress: (doing) => info(oneLine(doing)),
  };
}

/** Anybody who may push can then write our check: who merges must have read the comment. */
const withoutApp = "the gate has no App of its own here (see .github/SECURITY.md)";
