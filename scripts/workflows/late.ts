import type { DateTime } from "luxon";
import type { Evidence, Subject } from "../gates/gate.ts";
import { window } from "../gates/window.ts";

/** The clocks of two machines differ, and between the verdict and the merge there are some seconds. */
const grace = { minutes: 1 };

/**
 * Why a stage could not begin at the moment it was merged, or null where it could: windows close, hours end and freezes
 * begin while a verdict stands. Pure: the settings and the plan are those the merge was made onto.
 */
export function lateness(subjects: readonly Subject[], merged: DateTime): string | null {
  for (const subject of subjects) {
    const refused = [merged, merged.minus(grace), merged.plus(grace)].map((at) => refusalAt(subject, at));
    const [because] = refused;
    if (because !== undefined && because !== null && !refused.includes(null)) return because;
  }
  return null;
}

function refusalAt(subject: Subject, now: DateTime): string | null {
  const finding = window.judge(subject, { ...nothing, now }).find(({ outcome }) => outcome !== "pass");
  return finding?.because ?? null;
}

/** The window asks for nothing but the time. */
const nothing: Omit<Evidence, "now"> = {
  since: null,
  measurements: [],
  stores: [],
  pullRequest: null,
  entitled: {},
  holds: [],
  references: null,
};
