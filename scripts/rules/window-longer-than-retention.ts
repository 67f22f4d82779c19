import type { Duration } from "luxon";
import { toLeave } from "./climb.ts";
import { lengthOf } from "./clock.ts";
import { criteriaOf, queriesOf } from "./queries.ts";
import type { Found, Rule, RuleContext } from "./rule.ts";
import { quote } from "./words.ts";

export const windowLongerThanRetention: Rule = {
  name: "window-longer-than-retention",
  severity: "error",
  check: (context) => {
    const { plan } = context;
    if (plan.standing === "retired") return [];
    const windows = plan.metrics.flatMap((metric): readonly Found[] => {
      if (metric.window === "stage") return [];
      const message = tooLong(context, metric, metric.window);
      if (message === null) return [];
      return [{ at: ["metrics", metric.name, "window"], message: `metric ${quote(metric.name)} measures ${message}` }];
    });
    const soaks = toLeave(plan).flatMap(({ index, stage }): readonly Found[] => {
      for (const metric of criteriaOf(stage, plan.metrics).filter(({ window }) => window === "stage")) {
        const message = tooLong(context, metric, stage.soak);
        if (message === null) continue;
        const measures = `metric ${quote(metric.name)} measures stage ${quote(stage.name)} through its soak of ${message}`;
        return [{ at: ["stages", index, "soak"], message: `${measures}, or give the metric a shorter window` }];
      }
      return [];
    });
    return [...windows, ...soaks];
  },
};

function tooLong({ settings }: RuleContext, metric: Parameters<typeof queriesOf>[0], asked: Duration): string | null {
  const short = queriesOf(metric)
    .map(({ query }) => settings.providers.find(({ name }) => name === query.provider))
    .find((provider) => provider?.retention && lengthOf(provider.retention) < lengthOf(asked));
  if (!short?.retention) return null;
  return `${asked.toISO()}, longer than the ${short.retention.toISO()} that provider ${quote(short.name)} keeps: the answer would be a guess, so it never passes; shorten it to ${short.retention.toISO()} or less`;
}
