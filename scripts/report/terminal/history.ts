import type { HistoryView } from "../views.ts";
import { plain } from "../words/plain.ts";
import { name } from "./gates.ts";
import { wrapped } from "./layout.ts";
import { labelled } from "./moves.ts";
import { type Look, paint } from "./paint.ts";

/** Every move of a plan, newest first: when, by whom approved, on what evidence. */
export function historyText(plan: string, moves: readonly HistoryView[], look: Look): string {
  const style = paint(look.colour);
  return moves
    .map(({ from, to, step: { commit, author }, trailers }) => {
      const record = trailers.find((one) => one.plan === plan);
      const time = commit.committedAt.toUTC().toFormat("yyyy-MM-dd HH:mm 'UTC'");
      const move = `${from === null ? "enrolled" : name(from)} -> ${to === null ? "removed" : name(to)}`;
      const approvals = record?.approvals.map(({ discipline, by }) => `${name(discipline)}: ${name(by)}`) ?? [];
      const measured = record?.measurements.map(({ metric, said }) => `${name(metric)}: ${plain(said)}`) ?? [];
      return [
        ...wrapped(`${style.faint(time)}  ${style.strong(move)}`, look.columns, 2),
        ...labelled("Because", record?.because == null ? [] : [plain(record.because)], look),
        ...labelled("Approved", approvals, look),
        ...labelled("Measured", measured, look),
        ...labelled("Commit", [`${commit.id.slice(0, 10)} by ${name(author)}: ${plain(commit.subject)}`], look),
        ...(record === undefined ? labelled("Note", ["the commit says nothing of a verdict"], look) : []),
      ].join("\n");
    })
    .join("\n\n");
}
