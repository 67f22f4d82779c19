import type { Answered } from "../flag/measurement.ts";
import type { Failure } from "../http/failure.ts";

/** A failure as the answer to the question that met it. */
export function answered({ reason, why }: Failure): Answered {
  return { kind: "error", reason, why };
}
