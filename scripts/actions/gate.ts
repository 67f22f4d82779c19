import { setOutput, warning } from "@actions/core";
import { plural } from "../report/words/plain.ts";
import { gatePass } from "../workflows/gate.ts";
import { gateSummary, unmerged } from "./gate-summary.ts";
import { openPorts } from "./ports.ts";
import { run } from "./run.ts";
import { oneLine, summarize } from "./say.ts";

/**
 * Judges every open pull request, merges at Go. A verdict is no failure of the step; a pull request that could not be
 * judged is, and a merge that should not have been, is on main and holds nothing.
 */
await run(async (around) => {
  const gated = await gatePass(await openPorts(around));
  await summarize(gateSummary(gated));
  for (const line of unmerged(gated)) warning(oneLine(line));
  const merged = gated.filter((one) => one.kind === "judged" && one.merge.kind === "merged");
  setOutput("judged", gated.filter(({ kind }) => kind === "judged").length);
  setOutput("merged", merged.length);
  const unread = gated.filter(({ kind }) => kind === "unreadable").length;
  const stuck = gated.filter((one) => one.kind === "judged" && one.merge.kind === "undone" && one.merge.stuck).length;
  const problems = [
    ...(unread === 0 ? [] : [`${plural(unread, "pull request")} could not be judged`]),
    ...(stuck === 0 ? [] : [`${plural(stuck, "merge")} could neither be taken back nor held`]),
  ];
  return problems.length === 0 ? null : `${problems.join(", ")}: see the summary`;
});
