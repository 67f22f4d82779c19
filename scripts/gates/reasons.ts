import { approvalsReasons } from "./approvals.ts";
import { cohortReasons } from "./cohort.ts";
import { criteriaReasons } from "./criteria/reasons.ts";
import { holdReasons } from "./hold.ts";
import { moveReasons } from "./move.ts";
import { resultsReasons } from "./results.ts";
import { runningReasons } from "./running.ts";
import type { ReasonCure } from "./say.ts";
import { soakReasons } from "./soak.ts";
import { validationReasons } from "./validation.ts";
import { windowReasons } from "./window.ts";

/** Every reason code a finding can carry: what it means, and the way out. Gates in their order. */
export const reasonCures: Readonly<Record<string, ReasonCure>> = {
  ...moveReasons,
  ...holdReasons,
  ...validationReasons,
  ...resultsReasons,
  ...windowReasons,
  ...soakReasons,
  ...runningReasons,
  ...criteriaReasons,
  ...cohortReasons,
  ...approvalsReasons,
};
