import { demand, demandCounts } from "./domain.ts";
import { logE } from "./e-value.ts";

/** The planned number of errors, not of requests: where the comparison is sharpest. */
export const planErrors = 100;

interface Counts {
  readonly bad: number;
  readonly total: number;
}

/**
 * Of all errors of both variants, the share that falls on the treated side while it is at most `times` as bad as the
 * control.
 *
 * @throws RangeError unless both sides saw traffic and times is finite and above 0.
 */
export function expectedShare(treated: Counts, control: Counts, times: number): number {
  demand(treated.total > 0 && control.total > 0, "expectedShare", "both sides need traffic", {
    treated: treated.total,
    control: control.total,
  });
  demand(times > 0 && Number.isFinite(times), "expectedShare", "times must be finite and above 0", { times });
  return (times * treated.total) / (times * treated.total + control.total);
}

/**
 * ln of the evidence that the treated variant is more than `times` as bad as the control: given all their errors, the
 * treated side's count is binomial. 0 (no evidence) where nobody saw an error. Valid while the shares of traffic stay
 * as they are: begin again where the percent changes.
 *
 * @throws RangeError as `expectedShare` and `logE`.
 */
export function logEAgainstControl(treated: Counts, control: Counts, times = 1, plan = planErrors): number {
  demandCounts("logEAgainstControl, treated", treated.bad, treated.total);
  demandCounts("logEAgainstControl, control", control.bad, control.total);
  return logE(treated.bad, treated.bad + control.bad, expectedShare(treated, control, times), plan);
}
