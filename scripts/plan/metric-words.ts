import { Duration } from "luxon";
import type { Objective } from "../flag/metric.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Difference } from "./difference.ts";
import { changed, type Sentence, says, value } from "./words.ts";

/** What changes in the definition of a metric. Less asked of it, or less done when it fails, loosens. */
export function metricWords(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [, name, field, part, ...rest] = difference.path;
  if (!has(base, name!)) return says(`metric ${name} added`);
  if (!has(head, name!)) return says(`metric ${name} removed`, true);
  if (field === "measure" && part === "objective") return objectiveWords(name!, base, head);
  const gone = difference.after === undefined;
  if (field === "measure" && rest.length > 0 && (gone || difference.before === undefined)) {
    const what = part === "burnRate" ? `burn-rate pair ${Number(rest[0]) + 1}` : part;
    return says(`${what} of ${name} ${gone ? "removed" : "added"}`, gone);
  }
  const subject = field === "measure" ? [part!, ...rest] : difference.path.slice(2);
  return changed(`${subject.join(" ")} of ${name}`, difference, loosens(subject[0]!, difference));
}

const has = (plan: ReleasePlan, name: string) => plan.metrics.some((metric) => metric.name === name);

function objectiveWords(name: string, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [was, is] = [objective(base, name), objective(head, name)];
  const looser = was !== null && (is === null || looserThan(was, is));
  const how = looser ? "loosened" : "changed";
  return says(`objective of ${name} ${how} from ${bound(was)} to ${bound(is)}`, looser);
}

function objective(plan: ReleasePlan, name: string): Objective | null {
  const measure = plan.metrics.find((metric) => metric.name === name)?.measure;
  return measure === undefined || measure.kind === "share" ? null : measure.objective;
}

/** A bound that changes its side asks something else: whether it asks less cannot be told, so it counts as looser. */
function looserThan(was: Objective, is: Objective): boolean {
  if ("max" in was && "max" in is) return is.max > was.max;
  if ("min" in was && "min" in is) return is.min < was.min;
  return true;
}

function bound(objective: Objective | null): string {
  if (objective === null) return "none";
  return "max" in objective ? `at most ${objective.max}` : `at least ${objective.min}`;
}

function loosens(field: string, { before, after }: Difference): boolean {
  switch (field) {
    case "minSamples":
    case "designEffect":
    case "consecutive":
      return Number(after) < Number(before);
    case "role":
      return after === "observe";
    case "onFail":
    case "onNoData":
      return after === "hold" || longer(before, after);
    case "allowPartial":
      return after === true;
    case "maxAge":
    case "deadline":
    case "initialDelay":
      return after === null || longer(before, after);
    case "control":
    case "burnRate":
      return after === undefined || after === null || Number(after) > Number(before);
    default:
      return false;
  }
}

function longer(before: Difference["before"], after: Difference["after"]): boolean {
  return Duration.fromISO(value(after)).toMillis() > Duration.fromISO(value(before)).toMillis();
}
