import { cohortBegun } from "../flag/deployment.ts";
import { describeExposure, keepsEveryone, nobody } from "../flag/exposure.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { sameCohort } from "../flag/recorded.ts";
import { climbOf } from "./climb.ts";
import type { Finding, Gate, StoreEvidence } from "./gate.ts";
import { inOrder, place, unread } from "./readings.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass where whoever sees the flag now still sees it afterwards, in every store: nobody is named or counted out, the
 * store can hold the new exposure exactly, and the hash that selects the people of a percentage is the one the plan
 * began with and the same in all stores of an environment.
 */
export const cohort: Gate = {
  name: "cohort",
  judge(subject, { stores }) {
    const climb = climbOf(subject);
    if (climb === null || climb.entering === null) return [];
    const missing = unread(climb.base, subject.settings, stores).map((what) =>
      say("error", "cohort.not-read", `nobody read ${what}`, { about: what }),
    );
    const found = [...missing, ...inOrder(stores).flatMap(inStore), ...acrossStores(stores, climb.base)];
    return found.length > 0
      ? found
      : [say("pass", "cohort.kept", `nobody loses the flag from ${climb.from} to ${climb.to}`)];
  },
};

function inStore(evidence: StoreEvidence): readonly Finding[] {
  const { wanted, next, holdsNext } = evidence;
  const about = { about: place(evidence) };
  const [now, then] = [wanted.exposure ?? nobody, next.exposure ?? nobody];
  const loses = `${place(evidence)} goes from ${describeExposure(now)} to ${describeExposure(then)}, and some who see it would not`;
  return [
    ...(keepsEveryone(now, then) ? [] : [say("fail", "cohort.loses-people", loses, about)]),
    ...(holdsNext.ok ? [] : [say("fail", "cohort.not-held", `${place(evidence)}: ${holdsNext.why}`, about)]),
    ...(partial(now.percent) ? hash(evidence) : []),
  ];
}

/** The hash behind a percentage that is already running: another one would select other people. */
function hash(evidence: StoreEvidence): readonly Finding[] {
  const { reading, cohort, deployed = null } = evidence;
  const about = { about: place(evidence) };
  if (reading.kind !== "running" || reading.running.applied === null) {
    return [
      say(
        "error",
        "cohort.hash-unknown",
        `which hash selected the people of ${place(evidence)} is not recorded`,
        about,
      ),
    ];
  }
  const { applied, cohort: now = cohort } = reading.running;
  const began = cohortBegun(applied, deployed);
  return sameCohort(began, now)
    ? []
    : [
        say(
          "fail",
          "cohort.other-hash",
          `${place(evidence)} began with ${began}, and the store now selects by ${now}`,
          about,
        ),
      ];
}

/** Stores of one environment that hold a part of the users must select the same part, or the plan accepts that they do not. */
function acrossStores(stores: readonly StoreEvidence[], { cohorts }: ReleasePlan): readonly Finding[] {
  const split = inOrder(stores).filter(({ next }) => partial(next.exposure?.percent ?? 0));
  const places = [...new Set(split.map(({ environment, wanted }) => JSON.stringify([environment, wanted.key])))];
  return places.flatMap((each) => {
    const [environment, key] = JSON.parse(each) as [string, string];
    const here = split.filter((one) => one.environment === environment && one.wanted.key === key);
    const hashes = [...new Set(here.map((one) => one.cohort))].sort();
    if (hashes.length < 2 || hashes.every((hash) => cohorts.includes(hash))) return [];
    const because = `${key} is split by ${hashes.join(" and by ")} in ${environment}: they select different people, and the plan does not accept both by name`;
    return [say("fail", "cohort.two-hashes", because, { about: `${key} in ${environment}` })];
  });
}

const partial = (percent: number) => percent > 0 && percent < 100;

export const cohortReasons = {
  "cohort.kept": { means: "Whoever sees the flag now still sees it afterwards.", cure: nothingToDo },
  "cohort.not-read": {
    means: "A store the settings list was not asked about the flag.",
    cure: "Judge again where every store of the environment can be read.",
  },
  "cohort.loses-people": {
    means: "Somebody who sees the flag now would lose it by a promotion.",
    cure: "Correct the exposure of the next stage: percent only grows, actors stay named.",
  },
  "cohort.not-held": {
    means: "A store cannot hold the next exposure exactly.",
    cure: "Choose a percent or a number of actors that every store of the environment can hold.",
  },
  "cohort.hash-unknown": {
    means: "Which hash selected the people who see the flag now is not recorded.",
    cure: "Run `flaghoist sync`, which records it, then judge again.",
  },
  "cohort.other-hash": {
    means: "The store selects other people than when the percentage began.",
    cure: "Go back to the hash it began with, or revert to a stage without a percentage first.",
  },
  "cohort.two-hashes": {
    means: "Two stores of one environment would select different people.",
    cure: "Use stores of one hash, move from named actors to everyone in that environment, or name both hashes under `cohorts` in the plan.",
  },
} as const;

const say = voice("cohort", cohortReasons);
