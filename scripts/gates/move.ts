import type { IllegalReason, Move } from "../plan/move.ts";
import type { Gate } from "./gate.ts";
import { nothingToDo, type ReasonCure, voice } from "./say.ts";

/** Pass where the pull request makes one legal move of the plan. */
export const move: Gate = {
  name: "move",
  judge: ({ move }) => [
    move.kind === "illegal" ? say("fail", move.reason, move.why) : say("pass", "move.legal", inWords(move)),
  ],
};

function inWords(move: Exclude<Move, { kind: "illegal" }>): string {
  switch (move.kind) {
    case "stay":
      return "nothing but prose changes";
    case "edit":
      return `${move.changes.length} ${move.changes.length === 1 ? "edit" : "edits"}, no stage up`;
    case "enrol":
      return "new, at planned";
    case "promote":
      return `${move.from} to ${move.to}, one stage up`;
    case "revert":
      return `${move.from} down to ${move.to}, with its entry in reverts`;
    case "retire":
      return `${move.from}, the last stage, to retired`;
    case "remove":
      return "retired on main, its file is deleted";
  }
}

export const moveReasons = {
  "move.legal": { means: "The pull request makes one legal move of the plan.", cure: nothingToDo },
  "move.skips-stage": {
    means: "The standing climbs more than one stage.",
    cure: "Set standing to the next stage; every stage has its own pull request.",
  },
  "move.unknown-stage": {
    means: "The standing names no stage of the plan on main.",
    cure: "Correct the name, or add the stage in a pull request of its own first.",
  },
  "move.leaves-retired": {
    means: "A retired plan is given another standing.",
    cure: "Enrol a new plan at planned.",
  },
  "move.retires-early": {
    means: "The plan retires from a stage that is not its last.",
    cure: "Climb the remaining stages, or revert to planned.",
  },
  "move.enrols-above-planned": {
    means: "A new plan starts above planned.",
    cure: "Enrol it with standing: planned, then promote it.",
  },
  "move.down-without-revert": {
    means: "The standing goes down without exactly one new, unresolved entry in reverts.",
    cure: 'Run `flaghoist revert NAME --because "..."`.',
  },
  "move.raises-exposure": {
    means: "More people would see a flag, by a change that is no promotion.",
    cure: "Leave exposure of reached stages as it is on main, and promote instead.",
  },
  "move.edits-while-promoting": {
    means: "The plan's rules change in the pull request that they should judge.",
    cure: "Put the edit in a pull request of its own.",
  },
  "move.edits-while-reverting": {
    means: "A revert, which nobody has to approve, carries other changes of the plan.",
    cure: "Put the edit in a pull request of its own.",
  },
  "move.settings-while-promoting": {
    means: "The settings change beside a promotion.",
    cure: "Change the settings in a pull request of their own.",
  },
  "move.rewrites-results": {
    means: "Recorded results of a stage that was left before are changed or removed.",
    cure: "Restore them; add what was learned since to the current stage.",
  },
  "move.rewrites-reverts": {
    means: "An entry of reverts is changed or removed.",
    cure: "Restore it; only an empty resolved may be filled in.",
  },
  "move.deletes-live-plan": {
    means: "The file of a plan that is not retired is deleted.",
    cure: "Restore the file, and retire the plan first.",
  },
  "move.drops-live-flag": {
    means: "A flag key leaves a plan while stores still hold it.",
    cure: "Keep the key until the plan is retired, or revert to planned first.",
  },
  "move.flag-changes-plan": {
    means: "One plan drops a flag key and another takes it up in the same pull request.",
    cure: "Retire the key with its plan, and use a new one.",
  },
  "move.outside-flags": {
    means: "Files outside flags/ change beside a promotion, a retirement or a revert.",
    cure: "Move them to a pull request of their own.",
  },
  "move.two-promotions-of-one-plan": {
    means: "Two files of one pull request are the same plan.",
    cure: "Keep one of them.",
  },
  "move.diverged": {
    means: "The branch does not start from main as it is now, where it matters.",
    cure: "Bring the branch up to date with main.",
  },
} as const satisfies Record<IllegalReason | "move.legal", ReasonCure>;

const say = voice("move", moveReasons);
