import { describeExposure, type Exposure, nobody } from "../flag/exposure.ts";
import type { Running, Write } from "../flag/running.ts";
import type { Direction, Step } from "./step.ts";

/** A step in one plain sentence, without anybody's id. Names of flags and words of stores are not yet escaped. */
export function describeStep(step: Step): string {
  const { key } = step;
  switch (step.kind) {
    case "write":
      return `${key} ${written(step.write, step.direction)}.`;
    case "in-step":
      return `${key} runs as main says.`;
    case "drift-up":
      return `${key} was changed by hand: ${shown(step.running)}, ${beyond(step)} at ${step.write.applied.standing}; it goes down to ${words(step.write.exposure)}.`;
    case "drift-down":
      return step.running === null
        ? `${key} was removed by hand, and main says ${words(step.wanted.exposure)} at ${step.wanted.standing}; it is not made again until ${step.wanted.plan} is reverted, or the store is set back by hand.`
        : `${key} was lowered by hand: ${shown(step.running)}, and main says ${words(step.wanted.exposure)} at ${step.wanted.standing}; it stays down until ${step.wanted.plan} is reverted, or the store is set back by hand.`;
    case "held":
      return `${key} is held and not raised: ${step.why}.`;
    case "unknown":
      return `${key} is left alone, because what it shows cannot be told: ${step.why}.`;
    case "first-contact":
      return `${key} is left alone, because no write of ours is recorded: ${shown(step.running)}, and main says ${words(step.wanted.exposure)} at ${step.wanted.standing}; once both say the same it is managed from here.`;
  }
}

function written({ exposure, expected, applied }: Write, direction: Direction): string {
  const { standing } = applied;
  switch (direction) {
    case "raises":
      return `goes from ${words(expected?.exposure ?? nobody)} to ${words(exposure)} at ${standing}`;
    case "lowers":
      return `goes down from ${words(expected?.exposure ?? nobody)} to ${words(exposure)} at ${standing}`;
    case "removes":
      return `is removed from the store, last shown to ${words(expected?.exposure ?? nobody)}`;
    case "records":
      return expected === null
        ? `is created, shown to ${words(exposure)}, at ${standing}`
        : `is shown to ${words(exposure)} already; that is recorded as ${standing}`;
  }
}

/** The same number of people can be other people. */
function beyond({ running, write }: Extract<Step, { readonly kind: "drift-up" }>): string {
  const kept = write.exposure ?? nobody;
  const extra = running.exposure.actors.filter((actor) => !kept.actors.includes(actor)).length;
  const wider = running.exposure.percent > kept.percent || running.foreign.length > 0;
  return wider || extra === 0 ? "more than main says" : `and main does not name ${extra} of the actors`;
}

function shown({ exposure, foreign }: Running): string {
  const besides = foreign.length === 0 ? "" : `, beside what no plan wrote (${foreign.join("; ")})`;
  return `it is shown to ${words(exposure)}${besides}`;
}

function words(exposure: Exposure | null): string {
  return exposure === null ? "nobody (it is retired)" : describeExposure(exposure);
}
