import type { Measurement, Part } from "../../flag/measurement.ts";
import { error, type Judgement, wait } from "./judgement.ts";
import { numbers } from "./numbers.ts";

/** Events that count and how many of them are bad: 0 <= bad <= total, total > 0. Reals, for providers extrapolate. */
export interface Counts {
  readonly bad: number;
  readonly total: number;
}

export type Counted =
  | { readonly kind: "counts"; readonly counts: Counts }
  | { readonly kind: "none"; readonly judgement: Judgement };

const none = (judgement: Judgement): Counted => ({ kind: "none", judgement });

/** Two counts of a measurement as a provider's rounding leaves them; or why there are none to judge. */
export function countsOf(measurement: Measurement, bad: Part, total: Part): Counted {
  const read = numbers(measurement, [bad, total]);
  if (read.kind === "none") return read;
  const [k, n] = read.values as [number, number];
  const counts = possible(k, n);
  if (counts === null) return none(error("impossible", `"${bad}" = ${k} of "${total}" = ${n} cannot be`));
  return counts.total > noise
    ? { kind: "counts", counts }
    : none(wait("no-data", `no traffic: "${total}" is 0`, { waitsFor: "traffic" }));
}

/** Less than a millionth of an event is float noise: no traffic. */
const noise = 1e-6;

/**
 * Takes extrapolation and float noise out of counts, or says null where they cannot be: bad above total by at most 1 %
 * or by less than one event is total; bad below zero by at most a millionth of total is zero. Beyond 2^53 nobody counts.
 */
export function possible(bad: number, total: number): Counts | null {
  if (total < 0 || total > Number.MAX_SAFE_INTEGER || bad < -1e-6 * total) return null;
  if (bad > total && bad > 1.01 * total && bad - total >= 1) return null;
  return { bad: Math.min(Math.max(0, bad), total), total };
}
