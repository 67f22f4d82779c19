import { ladder } from "../flag/ladder.ts";
import type { Path } from "../load/diagnostic.ts";
import { didYouMean } from "../load/nearest.ts";
import { toLeave } from "./climb.ts";
import { allQueries } from "./queries.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { list, quote } from "./words.ts";

/** A place that names something which must exist elsewhere. */
interface Mention {
  readonly at: Path;
  readonly name: string;
  /** What the name should be: `a metric of this plan`. */
  readonly what: string;
  readonly known: readonly string[];
}

export const unknownNames: Rule = {
  name: "unknown-names",
  severity: "error",
  check: (context) => {
    const retired = context.plan.standing === "retired";
    return [...ofPlan(context), ...(retired ? [] : ofSettings(context)), ...ofResults(context)]
      .filter(({ name, known }) => !known.includes(name))
      .map(({ at, name, what, known }) => {
        const choice = known.length === 0 ? "there is none yet" : `known: ${list(known)}`;
        return { at, message: `${quote(name)} is not ${what}: ${didYouMean(name, known) || choice}` };
      });
  },
};

function ofPlan({ plan }: RuleContext): readonly Mention[] {
  const metric = aMetric(plan);
  const rungs = ladder(plan);
  const landings = [...rungs.slice(0, -1), "previous"];
  const to = plan.rollback?.to ?? null;
  return [
    { at: ["standing"], name: plan.standing, what: "a standing of this plan", known: rungs },
    ...(to === null ? [] : [{ at: ["rollback", "to"], name: to, what: "where a revert can land", known: landings }]),
    ...plan.stages.flatMap(({ criteria }, i) =>
      criteria.map((name, j) => ({ at: ["stages", i, "criteria", j], name, ...metric })),
    ),
  ];
}

/** Not asked of a retired plan: settings go on without it. */
function ofSettings({ plan, settings }: RuleContext): readonly Mention[] {
  const environments = settings.environments.map(({ name }) => name);
  const providers = [...settings.providers.map(({ name }) => name), "manual"];
  const disciplines = Object.keys(settings.disciplines);
  return [
    ...plan.approvals.map((name, i) => {
      return { at: ["approvals", i], name, what: "a discipline of the settings", known: disciplines };
    }),
    ...plan.stages.map(({ environment: name }, i) => {
      return { at: ["stages", i, "environment"], name, what: "an environment of the settings", known: environments };
    }),
    ...allQueries(plan.metrics).map(({ at, query: { provider: name } }) => {
      return { at: [...at, "provider"], name, what: "a provider of the settings", known: providers };
    }),
  ];
}

/** Results of stages already left are a record: what they name may have gone since. */
function ofResults({ plan }: RuleContext): readonly Mention[] {
  const metric = aMetric(plan);
  return toLeave(plan).flatMap(({ index, stage: { confirms, results } }): readonly Mention[] => {
    const at: Path = ["stages", index, "results"];
    const metrics = (key: "observed" | "measured") =>
      Object.keys(results[key]).map((name) => ({ at: [...at, key, name], name, ...metric }));
    const confirmed = results.confirmed.map((name, i) => {
      return { at: [...at, "confirmed", i], name, what: "among this stage's confirms", known: confirms };
    });
    return [...confirmed, ...metrics("observed"), ...metrics("measured")];
  });
}

const aMetric = ({ metrics }: RuleContext["plan"]) => {
  return { what: "a metric of this plan", known: metrics.map(({ name }) => name) };
};
