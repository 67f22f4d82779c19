import { expect, it } from "vitest";
import { windowOf } from "../../scripts/gates/criteria/ask.ts";
import { recordOf } from "../../scripts/gates/criteria/record.ts";
import { stayOf } from "../../scripts/gates/criteria/stay.ts";
import type { Evidence } from "../../scripts/gates/gate.ts";
import { judgeRecords } from "../../scripts/gates/records.ts";
import { base, evidence, head, now, since, subject } from "../support/evidence.ts";
import { settings, withStage } from "../support/plans.ts";
import { asked, type Told } from "./criteria/given.ts";

const metric = base.metrics[0]!;
/** Measured an hour ago, when the pull request was made. */
const then = { since, now: now.minus({ hours: 1 }).toUTC() };
const stay = stayOf(base, settings, then)!;
const answered = (bad: Told, total: Told) => ({
  metric: metric.name,
  window: windowOf(metric, stay),
  askedAt: then.now,
  parts: { bad: asked(bad), total: asked(total) },
});
const record = recordOf(metric, answered(3, 1200), stay);

function says(written: object, again: Evidence["remeasured"]): readonly string[] {
  const results = { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured: { [metric.name]: written } };
  const sides = subject(base, withStage(head, "canary", { results }), {
    kind: "promote",
    plan: base.name,
    from: "canary",
    to: "half",
  });
  const found = judgeRecords(sides, evidence({ ...(again && { remeasured: again }) }));
  return found.map(({ outcome, reason, because }) => `${outcome} ${reason}  ${because}`);
}

it("RECORDS-1  what is asked again and the same passes", () => {
  expect(says(record, [answered(3, 1200)])).toEqual([
    "pass results.reproduced  measured download-errors: asked again, the same",
  ]);
});

it("RECORDS-2  numbers that were typed are refused, with both", () => {
  expect(says({ ...record, k: 2, estimate: 2 / 1200 }, [answered(3, 1200)])[0]).toMatch(
    /^fail results\.not-reproduced .*k: written 2, measured 3; estimate/,
  );
});

it("RECORDS-3  a window that is not the one its time gives is refused", () => {
  const [from] = record.window;
  expect(says({ ...record, window: [from, from] }, [answered(3, 1200)])[0]).toMatch(/^fail results\.other-stay/);
});

it.each([
  ["nobody asked", undefined, "nobody asked again"],
  ["the provider is down", [answered(3, "timeout")], 'no answer to "total" any more: it said timeout'],
  ["the data is gone", [answered(3, null)], 'no answer to "total" any more: empty result'],
  ["another moment was asked", [{ ...answered(3, 1200), askedAt: now }], "nobody asked again"],
] as const)("RECORDS-4  %s: cannot tell, never a pass and never a no", (_, again, why) => {
  const [said] = says(record, again);
  expect(said).toMatch(/^error results\.not-asked-again /);
  expect(said).toContain(why);
});
