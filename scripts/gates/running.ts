import { describeExposure, type Exposure, keepsEveryone, nobody } from "../flag/exposure.ts";
import { sameVariants } from "../flag/recorded.ts";
import type { Running, Variants, Wanted } from "../flag/running.ts";
import { climbOf } from "./climb.ts";
import type { Finding, Gate, StoreEvidence } from "./gate.ts";
import { inOrder, place, unread } from "./readings.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass where every store runs what main says for the current standing: exposure, variants, and nothing foreign that
 * widens it. A flag that is absent runs for nobody; a store that cannot be read is unknown.
 */
export const running: Gate = {
  name: "running",
  judge(subject, { stores }) {
    const climb = climbOf(subject);
    if (climb === null) return [];
    const missing = unread(climb.base, subject.settings, stores).map((what) =>
      say("error", "running.not-read", `nobody read ${what}`, { about: what }),
    );
    return [...missing, ...inOrder(stores).flatMap(compare)];
  },
};

function compare(evidence: StoreEvidence): readonly Finding[] {
  const { reading, wanted } = evidence;
  const about = { about: place(evidence) };
  const wants = wanted.exposure ?? nobody;
  switch (reading.kind) {
    case "unreadable":
      return [say("error", "running.unreadable", `${place(evidence)} cannot be read: ${reading.why}`, about)];
    case "absent":
      return keepsEveryone(wants, nobody)
        ? [say("pass", "running.as-wanted", `${place(evidence)} is absent, and main shows it to nobody`, about)]
        : [
            say(
              "error",
              "running.absent",
              `${place(evidence)} is absent, and main shows it to ${describeExposure(wants)}`,
              about,
            ),
          ];
    case "running": {
      const drift = drifts(reading.running, wanted, evidence);
      return drift.length > 0
        ? drift
        : [
            say(
              "pass",
              "running.as-wanted",
              `${place(evidence)} is shown to ${describeExposure(wants)}, as main says`,
              about,
            ),
          ];
    }
  }
}

function drifts(held: Running, wanted: Wanted, evidence: StoreEvidence): readonly Finding[] {
  const about = { about: place(evidence) };
  const wants = wanted.exposure ?? nobody;
  const [more, less] = [!keepsEveryone(held.exposure, wants), !keepsEveryone(wants, held.exposure)];
  const reason = more ? (less ? "running.other-people" : "running.more-exposed") : "running.less-exposed";
  const because = `${place(evidence)} is shown to ${describeExposure(held.exposure)}, and main says ${describeExposure(wants)}${named(held.exposure, wants)}`;
  const served = `${place(evidence)} serves ${show(held.variants)}, and main says ${show(wanted.variants)}`;
  return [
    ...(more || less ? [say("error", reason, because, about)] : []),
    ...(sameVariants(held.variants, wanted.variants) ? [] : [say("error", "running.other-variants", served, about)]),
    ...[...held.foreign]
      .sort()
      .map((element) =>
        say(
          "error",
          "running.foreign",
          `${place(evidence)} is also shown by something that is not ours: ${element}`,
          about,
        ),
      ),
  ];
}

/** How many named actors differ, never who. */
function named(held: Exposure, wants: Exposure): string {
  const extra = held.actors.filter((actor) => !wants.actors.includes(actor)).length;
  const gone = wants.actors.filter((actor) => !held.actors.includes(actor)).length;
  return extra + gone === 0 ? "" : ` (named actors: ${extra} too many, ${gone} missing)`;
}

const show = ({ on, off }: Variants) => `on ${JSON.stringify(on)}, off ${JSON.stringify(off)}`;

export const runningReasons = {
  "running.as-wanted": { means: "The store runs what main says.", cure: nothingToDo },
  "running.not-read": {
    means: "A store the settings list was not asked about the flag.",
    cure: "Judge again where every store of the environment can be read.",
  },
  "running.unreadable": {
    means: "The store did not answer, so what runs is not known.",
    cure: "Make the store reachable, then judge again.",
  },
  "running.absent": {
    means: "The store does not have a flag that main shows to somebody.",
    cure: "Run `flaghoist sync`, which makes a flag that never was there. Where somebody removed it, ask who and why; then `flaghoist revert`: a sync does not make it again.",
  },
  "running.more-exposed": {
    means: "The store shows the flag to more people than main says.",
    cure: "Run `flaghoist sync`, which takes it down to what main says.",
  },
  "running.less-exposed": {
    means: "The store shows the flag to fewer people than main says.",
    cure: "Ask who lowered it and why; then `flaghoist revert`, or set the store back by hand: a sync never raises it.",
  },
  "running.other-people": {
    means: "The store shows the flag to some it should not, and not to some it should.",
    cure: "Run `flaghoist drift`, then `flaghoist sync`.",
  },
  "running.other-variants": {
    means: "The store serves other values than main says.",
    cure: "Find out who changed them, and set them back in the store by hand: a sync does not overwrite them.",
  },
  "running.foreign": {
    means: "Something in the store that no plan wrote widens who sees the flag.",
    cure: "Remove it in the store, or write its people into the plan.",
  },
} as const;

const say = voice("running", runningReasons);
