import { approvals } from "./approvals.ts";
import { cohort } from "./cohort.ts";
import { criteria } from "./criteria.ts";
import { exposureShare } from "./exposure.ts";
import type { Gate } from "./gate.ts";
import { hold } from "./hold.ts";
import { move } from "./move.ts";
import { results } from "./results.ts";
import { running } from "./running.ts";
import { soak } from "./soak.ts";
import { validation } from "./validation.ts";
import { window } from "./window.ts";

/** Every gate, in the order in which a reader wants to hear them; people are asked last. */
export const gates: readonly Gate[] = [
  move,
  hold,
  validation,
  results,
  window,
  soak,
  running,
  criteria,
  exposureShare,
  cohort,
  approvals,
];
