import type { DateTime } from "luxon";
import type { WorkflowRecord } from "../../forge/upkeep.ts";
import type { WorkflowState } from "../../report/upkeep.ts";
import { cronsIn, longestGap } from "./schedule.ts";

/** So many times the longest gap of its schedule may pass before a workflow counts as dead: GitHub starts runs late, and drops some. */
const patience = 4;

/**
 * Whether a workflow still does its work, by when a run last ended well, whatever started it: its file on the base
 * branch (null: none), what the forge knows of it (undefined: nothing), and the time. One that never ran has until its
 * patience after it was made.
 */
export function workflowState(
  text: string | null,
  record: WorkflowRecord | undefined,
  now: DateTime,
): Exclude<WorkflowState, { readonly kind: "untold" }> {
  if (text === null || record === undefined) return { kind: "missing" };
  const { state, lastSuccess: last, createdAt } = record;
  if (state !== "active") return { kind: "off", state };
  const crons = cronsIn(text);
  if (crons.length === 0) return { kind: "unscheduled", why: "has no schedule on the base branch" };
  const every = longestGap(crons);
  if (every === null) {
    return { kind: "unscheduled", why: `has a schedule that is not understood: ${crons.join("; ")}` };
  }
  const waited = now.diff(last ?? createdAt).as("minutes");
  if (waited > patience * every) return { kind: "late", last, every, patience: patience * every };
  return { kind: "alive", last };
}
