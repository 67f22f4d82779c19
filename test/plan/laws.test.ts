import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { above, actorKey } from "../../scripts/flag/ladder.ts";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { describeEdits } from "../../scripts/plan/edits.ts";
import { movesOf } from "../../scripts/plan/moves.ts";
import { changes } from "../support/arbitraries.ts";
import { moveOf } from "../support/moves.ts";

const people = ["secret:ADA", "secret:SAM", "secret:LEE", "secret:EVE"];
const buckets = [0, 3, 7, 15, 30, 70, 99];

/** Everyone who sees a flag on at a standing, person by person: named ones, others by the percentile they fall in, and those without an id. */
function seenBy(plan: ReleasePlan, standing: string): ReadonlySet<string> {
  const rung = plan.stages.findIndex(({ name }) => name === standing);
  const seen = new Set<string>();
  for (const { key } of plan.flags) {
    for (const environment of ["staging", "production"]) {
      const named = new Set<string>();
      let percent = 0;
      for (const one of plan.stages.slice(0, rung + 1)) {
        if (one.environment !== environment || one.exposure === null) continue;
        for (const actor of one.exposure.actors) named.add(actorKey(actor));
        percent = one.exposure.percent ?? percent;
      }
      const others = buckets.filter((bucket) => bucket < percent).map(String);
      const who = percent === 100 ? [...people, ...others, "no id"] : [...named, ...others];
      for (const person of who) seen.add(`${key} ${environment} ${person}`);
    }
  }
  return seen;
}

const gains = (before: ReadonlySet<string>, after: ReadonlySet<string>) => [...after].filter((who) => !before.has(who));

describe("LAW-1  exposure rises only through a promotion, by exactly one stage of main's ladder", () => {
  it("on random ladders and random edits", () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(changes, ({ base, head }) => {
        const move = moveOf(base, head);
        kinds.set(move.kind, (kinds.get(move.kind) ?? 0) + 1);
        if (move.kind === "illegal") return;
        const [before, after] = [seenBy(base, base.standing), seenBy(head, head.standing)];
        if (move.kind === "promote") {
          expect(move.to).toBe(above(base, base.standing));
          expect([...after].sort()).toEqual([...seenBy(base, move.to)].sort());
        } else {
          expect(gains(before, after)).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
    for (const kind of ["stay", "edit", "promote", "revert", "retire", "illegal"]) {
      expect(kinds.get(kind), `${kind} was never tried`).toBeGreaterThan(5);
    }
  });
});

it("LAW-2  the moves do not depend on the order of plans", () => {
  fc.assert(
    fc.property(fc.array(changes, { minLength: 2, maxLength: 4 }), fc.boolean(), (all, files) => {
      const plans = all.map(({ base, head }, i) => ({ name: `p${i}`, base: { ...base, name: `p${i}` }, head }));
      const otherFiles = files ? ["b.ts", "a.ts"] : [];
      const moves = movesOf({ plans, otherFiles });
      expect(movesOf({ plans: plans.toReversed(), otherFiles: otherFiles.toReversed() })).toEqual(moves);
    }),
    { numRuns: 50 },
  );
});

it("LAW-3  no change is silent: two sides that read the same to every gate, or a sentence", () => {
  fc.assert(
    fc.property(changes, ({ base, head }) => {
      const sentences = describeEdits(base, head);
      const { title: _, links: __, ...was } = base;
      const { title: ___, links: ____, ...is } = head;
      const same = JSON.stringify(was) === JSON.stringify(is);
      if (same) expect(sentences).toEqual([]);
      expect(moveOf(base, head).kind === "stay").toBe(sentences.length === 0);
      expect(sentences.every((sentence) => sentence.trim().length > 5)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it("LAW-4  a change and its undoing are never both legal promotions", () => {
  fc.assert(
    fc.property(changes, ({ base, head }) => {
      const kinds = [moveOf(base, head).kind, moveOf(head, base).kind];
      expect(kinds).not.toEqual(["promote", "promote"]);
    }),
  );
});
