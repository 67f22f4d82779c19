import { after, showDuration, showTime, showWait } from "../flag/time.ts";
import { climbOf } from "./climb.ts";
import type { Gate } from "./gate.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass from the instant since + propagation + soak on: the stage that is left has stood long enough, counted from when
 * the last store was verified to serve it and the last process had seen it. A day is 24 hours, whatever the clocks do.
 */
export const soak: Gate = {
  name: "soak",
  judge(subject, { now, since, unverified = [] }) {
    const climb = climbOf(subject);
    if (climb === null || climb.leaving === null) return [];
    const { leaving, from, base } = climb;
    if (since === null) return [say("error", "soak.since-unknown", `when ${from} began is not known`)];
    const environment = subject.settings.environments.find(({ name }) => name === leaving.environment);
    if (environment === undefined) {
      return [say("error", "soak.no-environment", `the settings have no environment "${leaving.environment}"`)];
    }
    if (unverified.length > 0) {
      const waitsFor = `the stores to serve ${from}`;
      return unverified.map((why) => say("wait", "soak.not-verified", why, { waitsFor }));
    }
    const ends = after(since, environment.propagation, leaving.soak);
    const stood = `stood in ${from} since ${showTime(since, base.timezone)}`;
    const ending = `soak of ${showDuration(leaving.soak)}`;
    return now >= ends
      ? [say("pass", "soak.elapsed", `${stood}; ${ending} ended ${showTime(ends, base.timezone)}`)]
      : [
          say(
            "wait",
            "soak.not-elapsed",
            `${stood}; ${ending} ends ${showTime(ends, base.timezone)}, ${showWait(now, ends)}`,
            {
              waitsFor: `the soak of ${from}`,
              until: ends,
            },
          ),
        ];
  },
};

export const soakReasons = {
  "soak.elapsed": { means: "The stage that is left has stood for its soak.", cure: nothingToDo },
  "soak.not-elapsed": {
    means: "The stage has not stood long enough yet.",
    cure: "Wait; the time it ends is given.",
  },
  "soak.not-verified": {
    means: "A store has not been seen to serve the stage yet, so its soak has not begun.",
    cure: "Run `flaghoist sync`; where it says that a store answers otherwise, wait for its propagation, then mend the store.",
  },
  "soak.since-unknown": {
    means: "The commit that began the stage was not found on main.",
    cure: "Fetch main's whole history; a shallow clone hides it.",
  },
  "soak.no-environment": {
    means: "The settings on main do not have the stage's environment.",
    cure: "Add the environment to .github/flaghoist.yaml.",
  },
} as const;

const say = voice("soak", soakReasons);
