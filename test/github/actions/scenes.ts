import { flagGate } from "./scenes/flag-gate.ts";
import { flagMonitor } from "./scenes/flag-monitor.ts";
import { flagPr } from "./scenes/flag-pr.ts";
import { flagSync } from "./scenes/flag-sync.ts";
import { inCi } from "./scenes/in-ci.ts";
import type { Scenery } from "./scenes/scene.ts";

/** For each job a repository in which it has all of its work to do, so that one run needs all that it may. */
export const scenes: Readonly<Record<string, Scenery>> = {
  "ci.yml test": inCi,
  "flag-pr.yml validate": flagPr,
  "flag-gate.yml gate": flagGate("app"),
  "flag-gate.yml judge": flagGate("basic"),
  "flag-sync.yml sync": flagSync("app"),
  "flag-sync.yml sync-basic": flagSync("basic"),
  "flag-monitor.yml monitor": flagMonitor("app"),
  "flag-monitor.yml monitor-basic": flagMonitor("basic"),
};
