import type { Outcome } from "../../gates/gate.ts";
import type { WatchedView } from "../views.ts";
import { symbols, worstFirst } from "../words/outcome.ts";
import { plain, plural, sentence } from "../words/plain.ts";
import { name } from "./gates.ts";
import { type Cell, table } from "./layout.ts";
import { type Look, paint } from "./paint.ts";

/** What one pass of the monitor found and did, worst first. */
export function monitorText(watched: readonly WatchedView[], look: Look): string {
  if (watched.length === 0) return "No plan stands in a stage: nothing to watch.";
  const style = paint(look.colour);
  const rows = worstFirst(watched.map((one) => ({ ...said(one), plan: one.plan, standing: one.standing })));
  const cells = rows.map(({ outcome, word, plan, standing, text }): readonly Cell[] => [
    { text: `${symbols[outcome]} ${word}`, style: style[outcome] },
    { text: plain(plan), style: style.strong },
    { text: name(standing) },
    { text },
  ]);
  return [...table(cells, look.columns), "", `${plural(watched.length, "plan")} watched.`].join("\n");
}

function said(watched: WatchedView): { readonly outcome: Outcome; readonly word: string; readonly text: string } {
  switch (watched.kind) {
    case "reverted": {
      const { to, reason, hold, untold, unlowered = [] } = watched.reverted;
      const why = `down to ${name(to)}: ${sentence(plain(reason.because))}`;
      const held = hold === null ? "" : ` The commit could not be made; held by ${plain(hold)}.`;
      const silent = untold.length === 0 ? "" : ` Not told: ${untold.map((one) => plain(one)).join("; ")}.`;
      const late = unlowered.length === 0 ? "" : ` Not lowered yet: ${unlowered.map((one) => plain(one)).join("; ")}.`;
      return { outcome: "fail", word: "reverted", text: `${why}${held}${late}${silent}` };
    }
    case "failed":
      return { outcome: "error", word: "failed", text: sentence(plain(watched.why)) };
    case "proposed":
      return {
        outcome: "pass",
        word: "proposed",
        text: `${name(watched.proposed.to)}, in pull request ${watched.proposed.pullRequest}.`,
      };
    case "watching": {
      const { waiting } = watched.reminded;
      const text = waiting.map((one) => sentence(plain(one))).join(" ");
      return { outcome: waiting.length === 0 ? "pass" : "wait", word: "watching", text };
    }
  }
}
