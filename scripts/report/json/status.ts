import type { DateTime } from "luxon";
import type { HistoryView, StatusView, WatchedView } from "../views.ts";
import { ends } from "../words/move.ts";
import { findingJson, instant, version } from "./parts.ts";

/** `status --json`. */
export function statusJson({ plans, broken }: StatusView, now: DateTime) {
  return {
    version,
    now: instant(now),
    plans: plans.map(({ plan, since, exposure, next }) => ({
      plan: plan.name,
      title: plan.title,
      owner: plan.owner,
      standing: plan.standing,
      since: since && instant(since),
      exposure: exposure && { actors: exposure.actors.length, percent: exposure.percent },
      next: next && { to: ends(next.move).to, outcome: next.outcome, findings: next.findings.map(findingJson) },
    })),
    broken,
  };
}

/** `history --json`, newest first. */
export function historyJson(plan: string, moves: readonly HistoryView[]) {
  return {
    version,
    plan,
    moves: moves.map(({ from, to, step: { commit, author }, trailers }) => ({
      from,
      to,
      at: instant(commit.committedAt),
      commit: commit.id,
      author,
      subject: commit.subject,
      record: trailers.find((one) => one.plan === plan) ?? null,
    })),
  };
}

/** `monitor --json`. */
export function monitorJson(watched: readonly WatchedView[]) {
  return { version, plans: watched.map(watchedJson) };
}

function watchedJson(watched: WatchedView) {
  const { plan, standing, kind } = watched;
  const shape = { plan, standing, kind };
  switch (watched.kind) {
    case "reverted": {
      const { to, reason, hold, untold, unlowered = [] } = watched.reverted;
      return {
        ...shape,
        to,
        because: reason.because,
        hold,
        untold,
        unlowered,
        findings: watched.verdict.findings.map(findingJson),
      };
    }
    case "proposed":
      return { ...shape, ...watched.proposed, findings: watched.verdict.findings.map(findingJson) };
    case "watching":
      return { ...shape, waiting: watched.reminded.waiting, findings: watched.verdict.findings.map(findingJson) };
    case "failed":
      return { ...shape, why: watched.why };
  }
}
