import { setOutput } from "@actions/core";
import { fence } from "../report/comment/markdown.ts";
import { monitorText } from "../report/terminal.ts";
import { plural } from "../report/words/plain.ts";
import { monitorPass } from "../workflows/monitor.ts";
import type { Ports } from "../workflows/ports.ts";
import { openPorts } from "./ports.ts";
import { run } from "./run.ts";
import { summarize } from "./say.ts";
import { upkeep } from "./upkeep.ts";

/** One look at every plan that stands in a stage, and only then at what keeps all of it running. */
await run(async (around) => {
  const ports = await openPorts(around);
  try {
    return await watchPlans(ports);
  } finally {
    await upkeep(around, ports, { workflows: ["flag-gate.yml", "flag-sync.yml"], rules: true });
  }
});

/** A revert is no failure of the step; a plan not watched is. */
async function watchPlans(ports: Ports): Promise<string | null> {
  const watched = await monitorPass(ports);
  await summarize(fence(monitorText(watched, { columns: 120, colour: false })));
  setOutput("reverted", watched.filter(({ kind }) => kind === "reverted").length);
  setOutput("proposed", watched.filter(({ kind }) => kind === "proposed").length);
  const failed = watched.filter(({ kind }) => kind === "failed");
  return failed.length === 0 ? null : `${plural(failed.length, "plan")} could not be watched: see the summary`;
}
