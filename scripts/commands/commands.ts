import type { Command } from "./command.ts";

/** In the order a newcomer meets them. Loaded one at a time, so that starting one does not pay for all. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import("./new.ts")).newPlan,
  validate: async () => (await import("./validate.ts")).validate,
  simulate: async () => (await import("./simulate.ts")).simulate,
  measure: async () => (await import("./measure.ts")).measure,
  plan: async () => (await import("./plan.ts")).plan,
  check: async () => (await import("./check.ts")).check,
  status: async () => (await import("./status.ts")).status,
  promote: async () => (await import("./promote.ts")).promote,
  revert: async () => (await import("./revert.ts")).revert,
  drift: async () => (await import("./drift.ts")).drift,
  sync: async () => (await import("./sync.ts")).sync,
  monitor: async () => (await import("./monitor.ts")).monitor,
  explain: async () => (await import("./explain.ts")).explain,
  history: async () => (await import("./history.ts")).history,
  setup: async () => (await import("./setup.ts")).setup,
  doctor: async () => (await import("./doctor.ts")).doctor,
  demo: async () => (await import("./demo.ts")).demo,
};
