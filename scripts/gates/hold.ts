import { showTime } from "../flag/time.ts";
import { climbOf } from "./climb.ts";
import type { Gate } from "./gate.ts";
import { nothingToDo, voice } from "./say.ts";

/** Pass where every revert on main is resolved and no hold issue is open. Asked of everything that climbs. */
export const hold: Gate = {
  name: "hold",
  judge(subject, { holds }) {
    const climb = climbOf(subject);
    if (climb === null) return [];
    const { reverts, timezone } = climb.base;
    const unresolved = reverts
      .filter(({ resolved }) => resolved === null)
      .map(({ from, at, because }) =>
        say("fail", "hold.unresolved-revert", `reverted from ${from} on ${showTime(at, timezone)}: ${because}`, {
          about: from,
        }),
      );
    const open =
      "why" in holds
        ? [say("error", "hold.unknown", holds.why)]
        : [...holds].sort().map((issue) => say("fail", "hold.issue-open", `hold issue open: ${issue}`));
    return unresolved.length + open.length > 0
      ? [...unresolved, ...open]
      : [
          say(
            "pass",
            "hold.none",
            reverts.length === 0 ? "never reverted" : `${reverts.length} of ${reverts.length} reverts resolved`,
          ),
        ];
  },
};

export const holdReasons = {
  "hold.none": { means: "Every revert is resolved and no hold issue is open.", cure: nothingToDo },
  "hold.unresolved-revert": {
    means: "The plan was reverted and nobody has said yet what was done about it.",
    cure: "Fill in resolved of that entry of reverts, in a pull request of its own.",
  },
  "hold.issue-open": {
    means: "A hold issue of this plan is open.",
    cure: "Settle what the issue is about, and close it.",
  },
  "hold.unknown": {
    means: "The forge did not say which plans are held.",
    cure: "Wait for the next run; where it stays, let the token read issues.",
  },
} as const;

const say = voice("hold", holdReasons);
