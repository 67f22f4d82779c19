import type { SimulateView } from "../views.ts";
import { version } from "./parts.ts";

/** `simulate --json`. */
export function simulateJson({ plan, stages }: SimulateView) {
  return {
    version,
    plan: plan.name,
    stages: stages.map(({ stage, forecasts }) => ({
      stage: stage.name,
      soak: stage.soak.toISO(),
      expectedUsers: stage.expected.uniqueUsers,
      metrics: forecasts.map(({ metric, does, outlook }) => ({ metric, onFail: does, ...outlook })),
    })),
  };
}
