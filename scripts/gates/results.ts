import { climbOf } from "./climb.ts";
import type { Gate } from "./gate.ts";
import { judgeRecords, recordReasons } from "./records.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass where the stage that is left has its results: every key declared, on main or in the pull request, has an answer
 * (`tbd` and `n/a` are answers), everything main asks to be confirmed is, and what was measured reproduces. Answers are
 * read from the pull request.
 */
export const results: Gate = {
  name: "results",
  judge(subject, evidence) {
    const climb = climbOf(subject);
    if (climb === null || climb.leaving === null) return [];
    const { leaving, head } = climb;
    const said = head.stages.find(({ name }) => name === leaving.name)?.results ?? null;
    const declared = [...new Set([...Object.keys(leaving.results.answers), ...Object.keys(said?.answers ?? {})])];
    const answers = new Map(Object.entries(said?.answers ?? {}));
    const missing = declared.filter((key) => (answers.get(key) ?? null) === null);
    const unconfirmed = leaving.confirms.filter((text) => !said?.confirmed.includes(text));
    const open = [
      ...(missing.length === 0
        ? []
        : [
            say(
              "wait",
              "results.missing",
              `${missing.length} of ${declared.length} results of ${leaving.name} missing: ${missing.join(", ")}`,
              {
                waitsFor: `${missing.join(", ")} of ${leaving.name}`,
              },
            ),
          ]),
      ...unconfirmed.map((text) =>
        say("wait", "results.not-confirmed", `not confirmed in ${leaving.name}: "${text}"`, {
          waitsFor: `"${text}"`,
          about: text,
        }),
      ),
    ];
    const records = judgeRecords(subject, evidence);
    if (open.length > 0) return [...open, ...records];
    const counted = declared.length + leaving.confirms.length;
    return [
      say(
        "pass",
        "results.complete",
        counted === 0 ? `${leaving.name} asks for none` : `${counted} of ${counted} results of ${leaving.name} there`,
      ),
      ...records,
    ];
  },
};

export const resultsReasons = {
  "results.complete": { means: "The stage that is left has all its results.", cure: nothingToDo },
  "results.missing": {
    means: "Results of the stage that is left have no answer yet.",
    cure: "Answer them in the pull request; `tbd` and `n/a` are answers.",
  },
  "results.not-confirmed": {
    means: "Something to be confirmed in the stage that is left is not.",
    cure: "Confirm it, and add its text to confirmed in the results of that stage.",
  },
  ...recordReasons,
} as const;

const say = voice("results", resultsReasons);
