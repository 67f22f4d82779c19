import { type Claim, claimsOf } from "./criteria/claims.ts";
import { recordOf, unanswered } from "./criteria/record.ts";
import { differences } from "./criteria/reproduce.ts";
import type { Evidence, Finding, Subject } from "./gate.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Holds every number that a pull request says was measured against the provider's answer to the same question: one
 * finding a record. A stage without records has nothing to show here; its criteria are judged afresh all the same.
 */
export function judgeRecords(subject: Subject, evidence: Evidence): readonly Finding[] {
  return claimsOf(subject, evidence).map((claim) => judgeRecord(claim, evidence));
}

function judgeRecord(claim: Claim, { remeasured = [] }: Evidence): Finding {
  const about = { about: claim.metric };
  const what = `measured ${claim.metric}`;
  switch (claim.kind) {
    case "not-a-record":
      return say("fail", "results.not-a-record", `${what}: ${claim.why}`, about);
    case "other-stay":
      return say("fail", "results.other-stay", `${what}: ${claim.why}`, about);
    case "since-unknown":
      return say("error", "results.not-asked-again", `${what}: ${claim.why}`, about);
    case "ask": {
      const { written, definition, at, left } = claim;
      const again = remeasured.find(({ metric, askedAt }) => metric === claim.metric && +askedAt === +at);
      if (again === undefined) return say("error", "results.not-asked-again", `${what}: nobody asked again`, about);
      const missing = unanswered(again);
      if (missing !== null) {
        const { part, asked } = missing;
        const why = asked.answer.kind === "number" ? "" : asked.answer.why;
        return say("error", "results.not-asked-again", `${what}: no answer to "${part}" any more: ${why}`, about);
      }
      const record = recordOf(definition, again, left.stay);
      const found = differences(written, record);
      if (found.some((one) => one.startsWith("window:"))) {
        return say("fail", "results.other-stay", `${what}: ${found.join("; ")}`, about);
      }
      if (found.length > 0) return say("fail", "results.not-reproduced", `${what}: ${found.join("; ")}`, about);
      return say("pass", "results.reproduced", `${what}: asked again, the same`, about);
    }
  }
}

export const recordReasons = {
  "results.reproduced": { means: "What was measured was asked again and is the same.", cure: nothingToDo },
  "results.not-reproduced": {
    means: "The provider gives other numbers for the same window than the results say.",
    cure: "Let `flaghoist promote` measure and write them; nobody writes measured results by hand.",
  },
  "results.other-stay": {
    means: "A measured result speaks of another window than the plan's present stay in the stage.",
    cure: "Let `flaghoist promote` measure again.",
  },
  "results.not-a-record": {
    means: "A measured result is not what `flaghoist promote` writes, so it cannot be asked again.",
    cure: "Remove it, or let `flaghoist promote` measure and write it.",
  },
  "results.not-asked-again": {
    means: "What was measured could not be asked again: the provider gave no answer for that window.",
    cure: "Wait for the next run; where the provider no longer keeps the window, let `flaghoist promote` measure again.",
  },
} as const;

const say = voice("results", recordReasons);
