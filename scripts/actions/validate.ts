import { openRepository } from "../forge/git.ts";
import { fence } from "../report/comment/markdown.ts";
import { planText } from "../report/terminal.ts";
import { feedback, marksOf, problemOf } from "./feedback.ts";
import { run } from "./run.ts";
import { annotate, summarize } from "./say.ts";

/**
 * What can be said of a pull request without any secret: whether its files are valid and its moves legal. It runs the
 * pull request's own copy of this code and so proves nothing to anybody; the gate judges again.
 */
await run(async ({ root, commit }) => {
  const found = await feedback(await openRepository(root), commit);
  annotate(marksOf(found));
  await summarize(fence(planText(found.moved, found.diagnostics, { columns: 120, colour: false })));
  return problemOf(found);
});
