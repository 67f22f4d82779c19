import { launchDarklyScale, launchDarklyWeight } from "../../cohort/launchdarkly.ts";
import { isObject, type Json, kindOf } from "../flagd/json.ts";
import type { Pair } from "./variations.ts";

/** What those get who are no target. */
export type Fallthrough =
  | { readonly kind: "share"; readonly percent: number }
  /** A form that selects other people than ours does, or serves something else. We may write ours over it. */
  | { readonly kind: "other"; readonly what: string }
  /** Something that changes by itself or belongs to an experiment. */
  | { readonly kind: "moving"; readonly what: string };

/** `off` is listed first: a caller without a key of the kind `user` counts as point 0 and gets what stands first. */
export function fallthroughOf({ on, off }: Pair, percent: number): Json {
  if (percent === 0) return { variation: off };
  if (percent === 100) return { variation: on };
  const weight = launchDarklyWeight(percent);
  const variations = [
    { variation: off, weight: launchDarklyScale - weight },
    { variation: on, weight },
  ];
  return { rollout: { contextKind: "user", bucketBy: "key", variations } };
}

/**
 * Reads it back. A rollout that would select other people at the same percent is no share of ours: another attribute,
 * another kind, a seed, `on` before `off`, weights that do not add up. At 0 and 100 % those make no difference.
 */
export function percentIn(fallthrough: Json, pair: Pair): Fallthrough {
  const { variation, rollout, ...unknown } = fallthrough;
  const strange = Object.keys(unknown).find((name) => !name.startsWith("_") && unknown[name] !== null);
  if (strange !== undefined) return { kind: "moving", what: `a default rule with ${JSON.stringify(strange)}` };
  if (isObject(rollout)) return shareOf(rollout, pair);
  if (variation === pair.on) return { kind: "share", percent: 100 };
  if (variation === pair.off) return { kind: "share", percent: 0 };
  const serves = typeof variation === "number" ? `variation ${variation}` : kindOf(variation);
  return { kind: "other", what: `a default rule that serves ${serves}` };
}

function shareOf(rollout: Json, { on, off }: Pair): Fallthrough {
  const { variations, bucketBy = "key", contextKind = "user", seed = null, experimentAllocation = null } = rollout;
  const known = ["variations", "bucketBy", "contextKind", "seed", "experimentAllocation", "kind"];
  const strange = Object.keys(rollout).find((name) => !known.includes(name) && !name.startsWith("_"));
  if (experimentAllocation !== null || rollout.kind === "experiment")
    return moving("an experiment on the default rule");
  if (strange !== undefined) return moving(`a rollout with ${JSON.stringify(strange)}`);
  const weights = weightsIn(variations);
  if (weights === null) return other("a rollout whose weights cannot be read");
  const served = weights.filter(({ weight }) => weight > 0);
  const sum = served.reduce((total, { weight }) => total + weight, 0);
  if (sum !== launchDarklyScale) return other(`a rollout whose weights add up to ${sum}, not ${launchDarklyScale}`);
  const besides = served.find(({ variation }) => variation !== on && variation !== off);
  if (besides !== undefined) return other(`a rollout that also serves variation ${besides.variation}`);
  const weight = served.filter(({ variation }) => variation === on).reduce((total, one) => total + one.weight, 0);
  if (weight === 0 || weight === launchDarklyScale) return { kind: "share", percent: weight / 1000 };
  if (contextKind !== "user") return other(`a rollout by the context kind ${JSON.stringify(contextKind)}`);
  if (bucketBy !== "key") return other(`a rollout by the attribute ${JSON.stringify(bucketBy)}`);
  if (seed !== null) return other(`a rollout with the seed ${JSON.stringify(seed)}`);
  if (served.length !== 2 || served[0]!.variation !== off) {
    return other("a rollout that lists on before off: it selects other people, and callers without a key are on");
  }
  return { kind: "share", percent: weight / 1000 };
}

const moving = (what: string): Fallthrough => ({ kind: "moving", what });
const other = (what: string): Fallthrough => ({ kind: "other", what });

function weightsIn(json: unknown): readonly { readonly variation: number; readonly weight: number }[] | null {
  if (!Array.isArray(json)) return null;
  const weights: { variation: number; weight: number }[] = [];
  for (const one of json) {
    if (!isObject(one) || typeof one.variation !== "number" || typeof one.weight !== "number") return null;
    if (!Number.isInteger(one.weight) || one.weight < 0) return null;
    weights.push({ variation: one.variation, weight: one.weight });
  }
  return weights;
}
