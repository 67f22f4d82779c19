import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { Stage } from "../../scripts/flag/plan.ts";
import { noResults } from "../../scripts/flag/results.ts";
import { describeEdits } from "../../scripts/plan/edits.ts";
import { actor, percent, plan, windowOf, withStage } from "../support/plans.ts";

const uat = (parts: Partial<Stage>) => describeEdits(plan(), withStage(plan(), "uat", parts));
const canary = (parts: Partial<Stage>) => describeEdits(plan(), withStage(plan(), "canary", parts));
const was = "window of canary moved from 2025-03-12 to";

describe("STAGE-WORDS-1  what changes in a stage", () => {
  it.each<[readonly string[], readonly string[]]>([
    [canary({ exposure: percent(20) }), ["loosens: exposure of canary changed from 10 % to 20 %"]],
    [canary({ exposure: percent(5) }), ["exposure of canary changed from 10 % to 5 %"]],
    [
      canary({ exposure: null }),
      ["exposure of canary changed from 10 % to no percent", "canary now changes no exposure"],
    ],
    [uat({ exposure: { actors: [actor("ada"), actor("sam")], percent: null } }), ["lee no longer named in uat"]],
    [
      uat({ exposure: { actors: ["ada", "sam", "lee", "eve"].map(actor), percent: null } }),
      ["loosens: eve now named in uat"],
    ],
    [canary({ soak: Duration.fromISO("PT4H") }), ["loosens: soak of canary changed from P1D to PT4H"]],
    [canary({ soak: Duration.fromISO("P2D") }), ["soak of canary changed from P1D to P2D"]],
    [canary({ criteria: [] }), ["loosens: criterion download-errors no longer asked of canary"]],
    [uat({ criteria: ["download-errors"] }), ["criterion download-errors now asked of uat"]],
    [canary({ criteriaWaived: "too few" }), ["loosens: criteria of canary waived"]],
    [uat({ confirms: [] }), ['loosens: "They can see it" no longer to be confirmed in uat']],
    [canary({ confirms: ["It works"] }), ['"It works" now to be confirmed in canary']],
    [canary({ window: null }), [`loosens: ${was} no window`]],
    [canary({ window: windowOf("2025-03-11", "2025-03-13") }), [`loosens: ${was} 2025-03-11..2025-03-12`]],
    [canary({ window: windowOf("2025-03-12", "2025-03-14") }), [`loosens: ${was} 2025-03-12..2025-03-13`]],
    [
      canary({ window: windowOf("2025-03-12T09:00", "2025-03-13") }),
      [
        "window of canary moved from 2025-03-12 00:00 EDT .. 2025-03-13 00:00 EDT to 2025-03-12 09:00 EDT .. 2025-03-13 00:00 EDT",
      ],
    ],
    [canary({ environment: "staging" }), ["environment of canary changed from production to staging"]],
    [canary({ expected: { uniqueUsers: 1200 } }), ["expected uniqueUsers of canary changed from nothing to 1200"]],
    [
      canary({ results: { ...noResults, answers: { uniqueUsers: 3 } } }),
      ["uniqueUsers in the results of canary changed from nothing to 3"],
    ],
    [canary({ results: noResults }), ["loosens: uniqueUsers in the results of canary removed, it was nothing"]],
    [
      uat({ results: { ...plan().stages[0]!.results, confirmed: ["They can see it"] } }),
      ['"They can see it" confirmed in uat'],
    ],
  ])("%o", (sentences, expected) => expect(sentences).toEqual(expected));
});
