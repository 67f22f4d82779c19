import { setOutput, warning } from "@actions/core";
import { plural } from "../report/words/plain.ts";
import { gatePass } from "../workflows/gate.ts";
import { gateSummary, unmerged } from "./gate-summary.ts";
import { openPorts } from "./ports.ts";
import { run } from "./run.ts";
import { oneLine, summarize } from "./say.ts";

/** Judges every open pull request, merges at Go. A verdict is no failure of the step; a pull request not judged is. */
await run(async (around) => {
  const gated = await gatePass(await openPorts(around));
  await summarize(gateSummary(gated));
  for (const line of unmerged(gated)) warning(oneLine(line));
  const merged = gated.filter((one) => one.kind === "judged" && one.merge.kind === "merged");
  setOutput("judged", gated.filter(({ kind }) => kind === "judged").length);
  setOutput("merged", merged.length);
  const unread = gated.filter(({ kind }) => kind === "unreadable");
  return unread.length === 0 ? null : `${plural(unread.length, "pull request")} could not be judged: see the summary`;
});
