import { describeExposure, sameExposure } from "../flag/exposure.ts";
import { sameApplied, sameRunning, sameVariants } from "../flag/recorded.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";
import type { Held } from "./store.ts";

/**
 * What a write would come to, before anything is written: `go`, or the result that says why not. The same for every
 * store: refuse what cannot be held, change nothing where nothing differs, and never write over what nobody has read.
 */
export function judge(write: Write, reading: Reading, held: Held): "go" | WriteResult {
  const { key } = write;
  if (!held.ok) return { key, status: "unsupported", detail: held.why };
  if (reading.kind === "unreadable") return { key, status: "invalid", detail: reading.why };
  if (isThere(write, reading)) return { key, status: "unchanged", detail: "it is there already" };
  if (reading.kind === "absent") {
    if (write.expected === null) return "go";
    return { key, status: "conflict", detail: "the flag is gone since it was read: read again, then decide" };
  }
  const { running } = reading;
  if (write.expected !== null && sameRunning(write.expected, running)) return "go";
  const before = write.expected === null ? "no flag" : describeExposure(write.expected.exposure);
  const detail = `the flag was changed since it was read (it was ${before}, now it is ${describeExposure(running.exposure)}): read again, then decide`;
  return { key, status: "conflict", detail };
}

/** True where the store holds just what the write says, record included. */
export function isThere({ exposure, variants, applied }: Write, reading: Reading): boolean {
  if (exposure === null) return reading.kind === "absent";
  if (reading.kind !== "running") return false;
  const { running } = reading;
  return (
    running.foreign.length === 0 &&
    sameExposure(running.exposure, exposure) &&
    sameVariants(running.variants, variants) &&
    sameApplied(running.applied, applied)
  );
}
