import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import type { RequiredChecks } from "./ruleset.ts";

const satisfying: readonly (string | null)[] = ["success", "neutral", "skipped"];

/** Required checks that a commit does not satisfy, by name. A check of another App is no check. */
export function missingChecks(
  world: World,
  { checkRuns, statuses }: Repository,
  { required_status_checks }: RequiredChecks,
  head: string,
): readonly string[] {
  const idOf = (app: string | null) => (app === null ? null : world.apps.get(app)?.id);
  return required_status_checks
    .filter(({ context, integration_id }) => {
      const by = (app: string | null) => integration_id === undefined || idOf(app) === integration_id;
      const runs = [...checkRuns.values()].filter((run) => run.name === context && run.head === head && by(run.app));
      const status = statuses.findLast((one) => one.context === context && one.sha === head && by(one.app));
      const found = [...latest(runs).map(({ conclusion }) => satisfying.includes(conclusion))];
      if (status) found.push(status.state === "success");
      return found.length === 0 || found.includes(false);
    })
    .map(({ context }) => context);
}

/** A check that ran again counts as it ran last, App by App. */
function latest<T extends { readonly app: string }>(runs: readonly T[]): readonly T[] {
  return [...new Map(runs.map((run) => [run.app, run])).values()];
}
