import { type DateTime, Duration } from "luxon";
import { exposureAt, stageNamed } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { Metric } from "../flag/metric.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { noResults } from "../flag/results.ts";
import type { Settings } from "../flag/settings.ts";
import { metricsAsked, type Stay } from "../gates/criteria/ask.ts";
import { judgeCriterion } from "../gates/criteria/judge-criterion.ts";
import { type MeasuredRecord, recordOf } from "../gates/criteria/record.ts";
import { stayOf } from "../gates/criteria/stay.ts";
import type { Finding } from "../gates/gate.ts";
import { measure } from "./measure.ts";
import type { Ports } from "./ports.ts";
import { standingChanges } from "./since.ts";
import { baseCommit } from "./sync.ts";

/** A plan's queries as they answer now. */
export interface Tried {
  readonly plan: ReleasePlan;
  /** Since when it stands in its stage on the base branch. Null: a trial over the last 24 hours. */
  readonly since: DateTime | null;
  readonly now: DateTime;
  readonly metrics: readonly TriedMetric[];
}

export interface TriedMetric {
  readonly metric: Metric;
  readonly measurement: Measurement;
  readonly finding: Finding;
  readonly record: MeasuredRecord;
}

/**
 * Runs a plan's queries: for the stage it stands in, its criteria over the stay; else, so that an author can try them
 * before anybody is exposed, every metric over the last 24 hours. The plan may be one that nobody has merged.
 *
 * @param only one metric of the plan, whether or not its stage asks it.
 */
export async function tryMetrics(
  ports: Ports,
  { plan, settings }: { readonly plan: ReleasePlan; readonly settings: Settings },
  only: Metric | null,
): Promise<Tried> {
  const { now } = ports;
  const asked = only === null ? metricsAsked(plan) : [only];
  const since = asked.length === 0 ? null : await sinceOf(ports, plan);
  const live = since === null ? null : stayOf(plan, settings, { since, now });
  const metrics = live !== null ? asked : only === null ? plan.metrics : [only];
  const providers = ports.openProviders(settings.providers);
  const tried = await Promise.all(
    metrics.map(async (metric): Promise<TriedMetric> => {
      const stay = live ?? trialStay(plan, metric, now);
      const stage = stageNamed(plan, plan.standing) ?? { results: noResults };
      const [measurement] = await measure([metric], stage, stay, providers);
      const finding = judgeCriterion(metric, measurement!, stay);
      return { metric, measurement: measurement!, finding, record: recordOf(metric, measurement!, stay) };
    }),
  );
  return { plan, since: live === null ? null : since, now, metrics: tried };
}

/** Null where the base branch does not have the plan at this standing. */
async function sinceOf(ports: Ports, plan: ReleasePlan): Promise<DateTime | null> {
  if (stageNamed(plan, plan.standing) === null) return null;
  const [newest] = await standingChanges(ports.forge.repository, await baseCommit(ports), plan.file);
  return newest?.to === plan.standing ? newest.step.commit.committedAt : null;
}

/** As if the first stage that asks the metric had been entered so long ago that 24 hours of it are measured now. */
function trialStay(plan: ReleasePlan, { name, settle, initialDelay }: Metric, now: DateTime): Stay {
  const stage = plan.stages.find(({ criteria }) => criteria.includes(name));
  const percent = stage === undefined ? null : exposureAt(plan, stage.name, stage.environment)?.percent;
  const since = now.toUTC().minus(settle).minus({ hours: 24 }).minus(initialDelay);
  return { since, now, propagation: Duration.fromMillis(0), percent: percent ?? 10 };
}
