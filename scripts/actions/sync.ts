import { setOutput, warning } from "@actions/core";
import { clientOf } from "../forge/github/client.ts";
import { recordDeployment } from "../forge/github/deployments.ts";
import { fence } from "../report/comment/markdown.ts";
import { syncText } from "../report/terminal.ts";
import type { Ports } from "../workflows/ports.ts";
import { type SyncPass, syncPass } from "../workflows/sync-pass.ts";
import { writtenBy } from "./deployments.ts";
import { openPorts } from "./ports.ts";
import { run } from "./run.ts";
import { oneLine, summarize } from "./say.ts";
import { type Surroundings, token } from "./surroundings.ts";
import { upkeep } from "./upkeep.ts";

/** Makes the stores match main, and then watches the one that watches the others. */
await run(async (around) => {
  const ports = await openPorts(around);
  try {
    return await reconcile(around, ports);
  } finally {
    await upkeep(around, ports, { workflows: ["flag-monitor.yml"], rules: false });
  }
});

/** What needs a person is a warning; a store that was not read or written fails the step. */
async function reconcile(around: Surroundings, ports: Ports): Promise<string | null> {
  const pass = await syncPass(ports);
  await summarize(fence(syncText(pass, { columns: 120, colour: false })));
  setOutput("outcome", pass.outcome);
  setOutput("commit", pass.commit);
  await record(around, pass);
  if (pass.outcome === "drift") warning("Something differs that a person must settle: see the summary");
  return pass.outcome === "failed" ? "a store could not be read, written, verified or recorded: see the summary" : null;
}

/** The stores are written: a record that could not be made is a warning. */
async function record({ owner, name, apiUrl, runUrl: url }: Surroundings, pass: SyncPass): Promise<void> {
  const client = clientOf(token(), apiUrl, {});
  for (const written of writtenBy(pass)) {
    await recordDeployment(client, { owner, name, commit: pass.commit, url, ...written }).catch((error: unknown) =>
      warning(oneLine(error instanceof Error ? error.message : String(error))),
    );
  }
}
