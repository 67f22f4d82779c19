import type { Outcome } from "../../../scripts/gates/gate.ts";

/** Argo's words for what our outcomes say. */
export const ours: Readonly<Record<string, Outcome>> = {
  pass: "pass",
  fail: "fail",
  inconclusive: "wait",
  nodata: "wait",
  running: "wait",
  pending: "wait",
  error: "error",
};
