import type { Diagnostic } from "../load/diagnostic.ts";
import { actorCase } from "./actor-case.ts";
import { actorNonAscii } from "./actor-non-ascii.ts";
import { analyticsReverts } from "./analytics-reverts.ts";
import { comparisonInQuery } from "./comparison-in-query.ts";
import { countMinReverts } from "./count-min-reverts.ts";
import { deadlineShorterThanSoak } from "./deadline-shorter-than-soak.ts";
import { divisionInQuery } from "./division-in-query.ts";
import { duplicateEntries } from "./duplicate-entries.ts";
import { duplicateNames } from "./duplicate-names.ts";
import { environmentOrder } from "./environment-order.ts";
import { exposureNeverFull } from "./exposure-never-full.ts";
import { firstPercent } from "./first-percent.ts";
import { flagInTwoPlans } from "./flag-in-two-plans.ts";
import { flagUnnamed } from "./flag-unnamed.ts";
import { fractionPercent } from "./fraction-percent.ts";
import { freezeCollision } from "./freeze-collision.ts";
import { headingPercent } from "./heading-percent.ts";
import { manualReverts } from "./manual-reverts.ts";
import { metricUnused } from "./metric-unused.ts";
import { minSamplesCannotProve } from "./min-samples-cannot-prove.ts";
import { moreBugsFixedThanFound } from "./more-bugs-fixed-than-found.ts";
import { onlyObserved } from "./only-observed.ts";
import { ownerMissing } from "./owner-missing.ts";
import { percentFalls } from "./percent-falls.ts";
import { percentRepeats } from "./percent-repeats.ts";
import { personalIds } from "./personal-ids.ts";
import { placeholderLeft } from "./placeholder-left.ts";
import { ratioDenominatorVector } from "./ratio-denominator-vector.ts";
import { ratioLimit } from "./ratio-limit.ts";
import { ratioNumeratorVector } from "./ratio-numerator-vector.ts";
import { requestDesignEffect } from "./request-design-effect.ts";
import { resultsBeforeStage } from "./results-before-stage.ts";
import { resultsCopied } from "./results-copied.ts";
import { retiredWithOpenCleanup } from "./retired-with-open-cleanup.ts";
import { revertCriterion } from "./revert-criterion.ts";
import { rollbackMissing } from "./rollback-missing.ts";
import type { Found, LocatedPlan, Rule, RuleContext } from "./rule.ts";
import { soakAtLeast } from "./soak-at-least.ts";
import { stageLetters } from "./stage-letters.ts";
import { standingWithOpenValidation } from "./standing-with-open-validation.ts";
import { storeCannotHold } from "./store-cannot-hold.ts";
import { tooManyGuardrails } from "./too-many-guardrails.ts";
import { twoCrowds } from "./two-crowds.ts";
import { uatAfterPercent } from "./uat-after-percent.ts";
import { unknownNames } from "./unknown-names.ts";
import { unreachableSamples } from "./unreachable-samples.ts";
import { validationEmpty } from "./validation-empty.ts";
import { valueWithoutSamples } from "./value-without-samples.ts";
import { watchersMissing } from "./watchers-missing.ts";
import { windowBackwards } from "./window-backwards.ts";
import { windowBeforeSoak } from "./window-before-soak.ts";
import { windowLongerThanRetention } from "./window-longer-than-retention.ts";
import { windowNeverOpen } from "./window-never-open.ts";
import { windowOutsideRollout } from "./window-outside-rollout.ts";
import { windowsOutOfOrder } from "./windows-out-of-order.ts";
import { windowsOverlap } from "./windows-overlap.ts";
import { yearDisagrees } from "./year-disagrees.ts";

/** Every rule, in the order a reader wants them where two speak of one place. README.md has a section for each. */
export const rules: readonly Rule[] = [
  // The ladder: stages and who sees the flag
  duplicateNames,
  environmentOrder,
  percentFalls,
  headingPercent,
  stageLetters,
  percentRepeats,
  uatAfterPercent,
  exposureNeverFull,
  // Stores: what those of an environment can hold
  storeCannotHold,
  twoCrowds,
  // Windows: when a stage may begin
  windowBackwards,
  windowsOutOfOrder,
  windowsOverlap,
  windowOutsideRollout,
  windowBeforeSoak,
  windowNeverOpen,
  freezeCollision,
  yearDisagrees,
  // Names, and texts that stand in for one
  unknownNames,
  flagInTwoPlans,
  flagUnnamed,
  placeholderLeft,
  duplicateEntries,
  // Policy: what no plan can loosen
  firstPercent,
  soakAtLeast,
  revertCriterion,
  // People
  ownerMissing,
  rollbackMissing,
  watchersMissing,
  personalIds,
  actorCase,
  actorNonAscii,
  // Standing, tasks and results
  standingWithOpenValidation,
  retiredWithOpenCleanup,
  validationEmpty,
  resultsBeforeStage,
  resultsCopied,
  moreBugsFixedThanFound,
  fractionPercent,
  // Metrics
  metricUnused,
  onlyObserved,
  tooManyGuardrails,
  ratioLimit,
  valueWithoutSamples,
  manualReverts,
  analyticsReverts,
  countMinReverts,
  windowLongerThanRetention,
  unreachableSamples,
  minSamplesCannotProve,
  deadlineShorterThanSoak,
  requestDesignEffect,
  // Queries in PromQL
  comparisonInQuery,
  divisionInQuery,
  ratioNumeratorVector,
  ratioDenominatorVector,
];

const mostOfOneRule = 20;

/**
 * Everything the rules find in one plan, each with its place: sorted by place, errors before warnings in one place.
 * A retired plan is only asked for errors: nobody will act on a warning about it.
 */
export function runRules(located: LocatedPlan, context: Omit<RuleContext, "plan">): readonly Diagnostic[] {
  const plan = located.value;
  const asked: RuleContext = { ...context, plan };
  const speaking = plan.standing === "retired" ? rules.filter(({ severity }) => severity === "error") : rules;
  const found: Diagnostic[] = [];
  for (const { name, severity, check } of speaking) {
    for (const { at, message } of atMost(check(asked))) {
      found.push({ rule: name, severity, message, file: located.source.file, place: located.place(at) });
    }
  }
  return found.sort(byPlace);
}

/** One mistake repeated through a long plan is told twenty times at most. */
function atMost(found: readonly Found[]): readonly Found[] {
  if (found.length <= mostOfOneRule) return found;
  const shown = found.slice(0, mostOfOneRule);
  const last = shown.at(-1)!;
  return [
    ...shown.slice(0, -1),
    { ...last, message: `${last.message} (and ${found.length - shown.length} more like this)` },
  ];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const worse = Number(a.severity === "warning") - Number(b.severity === "warning");
  return a.place.line - b.place.line || a.place.column - b.place.column || worse;
}
