import { everyone } from "../../flag/exposure.ts";
import { recorded, sameRecorded } from "../../flag/recorded.ts";
import type { Applied, Reading, Running, Variants } from "../../flag/running.ts";
import { type State, shownBy } from "./state.ts";
import type { Note } from "./title.ts";

/** A flag of Unleash is on or off. It has no value for those for whom it is off, so it holds no others. */
export const onOff: Variants = { on: true, off: false };

/**
 * What runs, and by which write of ours. An environment that somebody switched off shows nobody while the record still
 * says whom we showed it to; one that we switched off has a record that says nobody.
 */
export function readingOf(state: State): Reading {
  const { foreign, cohort, note } = state;
  const shows = shownBy(state);
  const splits = shows.percent > 0 && shows.percent < 100;
  const running: Running = {
    // In an environment that is off not even what is not ours lets anybody in.
    exposure: foreign.length > 0 && state.enabled ? everyone : shows,
    variants: onOff,
    applied: appliedOf(note, state),
    foreign,
    ...(cohort !== null && splits && { cohort }),
  };
  return { kind: "running", running };
}

/**
 * A write that was begun and is not ended: where it got to is our own work and no drift, and its record is of no stage,
 * so that the next sync ends it. We only begin in an environment that is on, or to switch it off: one that is off by
 * now and should not be was switched off by somebody.
 */
function appliedOf(note: Note | null, state: State): Applied | null {
  if (note === null || note.pending === null) return note?.applied ?? null;
  const { applied, states } = note.pending;
  const shows = recorded(shownBy(state));
  if (!state.enabled) return interrupted(applied, applied.exposure);
  if (states.some((one) => sameRecorded(one, shows))) return interrupted(applied, shows);
  return note.applied ?? applied;
}

/** The record of a write on its way. */
export function interrupted(applied: Applied, exposure: Applied["exposure"]): Applied {
  return { ...applied, exposure, standing: `${applied.standing}, interrupted` };
}
