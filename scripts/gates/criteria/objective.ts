import type { Objective } from "../../flag/metric.ts";
import { inequality } from "./words.ts";

/** Floats that differ by less are the same number: 1 % comes back from a provider as 0.010000000000000002. */
const relative = 1e-9;
const absolute = 1e-12;

/** value <= max, the boundary included, float noise forgiven. */
export const atMost = (value: number, max: number): boolean => value <= max + tolerance(max);

/** value >= min, the boundary included, float noise forgiven. */
export const atLeast = (value: number, min: number): boolean => value >= min - tolerance(min);

const tolerance = (limit: number) => (limit === 0 ? absolute : Math.abs(limit) * relative);

export interface Met {
  readonly met: boolean;
  /** `0.61 > 0.5` */
  readonly text: string;
}

/** Whether a value meets an objective, and the inequality that says so. */
export function meets(value: number, objective: Objective): Met {
  if ("max" in objective) {
    const met = atMost(value, objective.max);
    return { met, text: inequality(value, met ? "<=" : ">", objective.max) };
  }
  const met = atLeast(value, objective.min);
  return { met, text: inequality(value, met ? ">=" : "<", objective.min) };
}
