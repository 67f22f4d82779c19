import type { ReleasePlan, Revert } from "../flag/plan.ts";
import type { Objection } from "./move.ts";

/**
 * What a pull request may do to the record of reverts: append to it, and say once how an entry was resolved. An entry
 * that is gone, or says something else than on main, rewrites history.
 */
export function rewrittenReverts(base: ReleasePlan, head: ReleasePlan): readonly Objection[] {
  const rewritten = base.reverts.flatMap((was, at) => {
    const is = head.reverts[at];
    return is !== undefined && sameEvent(was, is) && (was.resolved === null || was.resolved === is.resolved)
      ? []
      : [at];
  });
  return rewritten.map((at) => ({
    reason: "move.rewrites-reverts" as const,
    why: `entry ${at + 1} of reverts, from ${base.reverts[at]!.from}, is not what main says`,
    cure: "Restore the entries of reverts as they are on main; only an empty resolved may be filled in.",
  }));
}

/** What is missing from a move down: exactly one new entry, for the stage that is left, not resolved yet. */
export function revertEntry(base: ReleasePlan, head: ReleasePlan): readonly Objection[] {
  const appended = head.reverts.slice(base.reverts.length);
  const [entry] = appended;
  const wrong =
    appended.length !== 1 || entry === undefined
      ? `${appended.length} entries are appended to reverts, and a move down needs exactly 1`
      : entry.from !== base.standing
        ? `the appended entry says from: ${entry.from}, and main stands in ${base.standing}`
        : entry.resolved !== null
          ? "the appended entry is already resolved, and a revert holds the plan until somebody has looked"
          : null;
  if (wrong === null) return [];
  return [
    {
      reason: "move.down-without-revert",
      why: `${base.standing} to ${head.standing} goes down: ${wrong}`,
      cure: `Run \`flaghoist revert ${base.name} --because "..."\`, which writes the standing and its entry.`,
    },
  ];
}

function sameEvent(a: Revert, b: Revert): boolean {
  return a.from === b.from && +a.at === +b.at && a.because === b.because && a.evidence === b.evidence;
}
