import { setOutput, warning } from "@actions/core";
import { fence } from "../report/comment/markdown.ts";
import { syncText } from "../report/terminal.ts";
import { syncPass } from "../workflows/sync-pass.ts";
import { openPorts } from "./ports.ts";
import { run } from "./run.ts";
import { summarize } from "./say.ts";

/** Makes the stores match main. What needs a person is a warning; a store that was not read or written fails the step. */
await run(async (around) => {
  const pass = await syncPass(await openPorts(around));
  await summarize(fence(syncText(pass, { columns: 120, colour: false })));
  setOutput("outcome", pass.outcome);
  setOutput("commit", pass.commit);
  if (pass.outcome === "drift") warning("Something differs that a person must settle: see the summary");
  return pass.outcome === "failed" ? "a store could not be read or written: see the summary" : null;
});
