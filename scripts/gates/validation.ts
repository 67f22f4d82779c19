import type { Task } from "../flag/plan.ts";
import { climbOf } from "./climb.ts";
import type { Finding, Gate } from "./gate.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass where what had to be done is done: the validation on leaving `planned`; on retiring the clean-up, with no code
 * left that names a flag. Which boxes there are is read from main; that they are ticked may be said by the pull request.
 */
export const validation: Gate = {
  name: "validation",
  judge(subject, { references }) {
    const climb = climbOf(subject);
    if (climb === null) return [];
    const { base, head, from, to } = climb;
    if (to === "retired") return [cleanedUp(base.cleanup, head.cleanup), unreferenced(references)];
    return from === "planned" ? [validated(base.validation, head.validation)] : [];
  },
};

function validated(asked: readonly Task[], said: readonly Task[]): Finding {
  const open = undone(asked, said);
  return open.length === 0
    ? say("pass", "validation.done", done(asked.length))
    : say("fail", "validation.not-done", undoneWords(open, asked.length));
}

function cleanedUp(asked: readonly Task[], said: readonly Task[]): Finding {
  const open = undone(asked, said);
  return open.length === 0
    ? say("pass", "validation.cleaned-up", done(asked.length), { about: "cleanup" })
    : say("fail", "validation.cleanup-not-done", undoneWords(open, asked.length), { about: "cleanup" });
}

function unreferenced(references: readonly string[] | null): Finding {
  const about = { about: "references" };
  if (references === null) {
    return say("error", "validation.references-unknown", "nobody looked whether code still names the flags", about);
  }
  const count = `${references.length} ${references.length === 1 ? "place" : "places"}`;
  const shown = [...references].sort().slice(0, 5).join(", ");
  return references.length === 0
    ? say("pass", "validation.unreferenced", "no code names the flags", about)
    : say("fail", "validation.still-referenced", `${count} in the code still name the flags: ${shown}`, about);
}

/** Open where any box of that text is open on main and is not ticked by the pull request. */
function undone(asked: readonly Task[], said: readonly Task[]): readonly Task[] {
  return asked.filter(({ text }) => {
    const boxes = said.filter((task) => task.text === text);
    return boxes.length === 0 || boxes.some((task) => !task.done);
  });
}

const done = (count: number) => (count === 0 ? "nothing was asked" : `${count} of ${count} done`);
const undoneWords = (open: readonly Task[], of: number) =>
  `${open.length} of ${of} not done: ${open.map(({ text }) => `"${text}"`).join(", ")}`;

export const validationReasons = {
  "validation.done": { means: "Everything to be done before the first stage is done.", cure: nothingToDo },
  "validation.not-done": {
    means: "Something to be done before the first stage is not done.",
    cure: "Do it, and tick its box in the pull request.",
  },
  "validation.cleaned-up": { means: "The clean-up is done.", cure: nothingToDo },
  "validation.cleanup-not-done": {
    means: "Something of the clean-up is not done.",
    cure: "Do it, and tick its box in the pull request.",
  },
  "validation.unreferenced": { means: "No code names a flag of the plan any more.", cure: nothingToDo },
  "validation.still-referenced": {
    means: "Code still asks for a flag that is about to be removed.",
    cure: "Remove those uses from the code, ship that, then retire.",
  },
  "validation.references-unknown": {
    means: "Nobody looked whether code still names the flags.",
    cure: "Judge the pull request where the repository can be searched.",
  },
} as const;

const say = voice("validation", validationReasons);
