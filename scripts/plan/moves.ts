import type { ReleasePlan } from "../flag/plan.ts";
import { editsBeside, filesBeside } from "./beside.ts";
import { type Difference, differences } from "./difference.ts";
import { inWords } from "./edits.ts";
import { droppedLive, movedKeys } from "./keys.ts";
import { material } from "./material.ts";
import type { Change, ChangeSet, Move, Objection } from "./move.ts";
import { rewrittenResults } from "./past.ts";
import { raisedExposure } from "./raises.ts";
import { revertEntry, rewrittenReverts } from "./reverts.ts";
import { step } from "./step.ts";

/**
 * What a pull request does to each plan, one move a plan, sorted by plan whatever the order given. Where several things
 * make a move illegal, the first is its reason and cure and `why` goes on to the others.
 *
 * `stay` is a change of nothing or of prose: comments, titles, links, descriptions, launch questions and answers, free
 * sections, the words of rollback, waivers and windows, names of actors. Everything else is at least an `edit`: results
 * and ticked boxes too, where no promotion carries them, because gates read them.
 */
export function movesOf(changes: ChangeSet): readonly Move[] {
  const names = [...new Set(changes.plans.map(({ name }) => name))].sort();
  return names.map((name) => {
    const same = changes.plans.filter((change) => change.name === name);
    return same.length === 1 ? moveOf(same[0]!, changes) : illegal(name, [twice(name, same)]);
  });
}

function moveOf(change: Change, changes: ChangeSet): Move {
  const { name, base, head } = change;
  const moved = movedKeys(change, changes.plans);
  if (base !== null && head !== null) return between(base, head, moved, changes.otherFiles);
  if (head !== null) return legalUnless([...enrolledAbove(head), ...moved], { kind: "enrol", plan: name });
  if (base !== null) return legalUnless([...deletedLive(base), ...moved], { kind: "remove", plan: name });
  return { kind: "stay", plan: name };
}

function between(base: ReleasePlan, head: ReleasePlan, moved: readonly Objection[], files: readonly string[]): Move {
  const plan = base.name;
  const [from, to] = [base.standing, head.standing];
  const found = differences(material(base), material(head));
  const always = [...rewrittenReverts(base, head), ...rewrittenResults(base, found), ...moved];
  const lasting = [...always, ...raisedExposure(base, head, found), ...droppedLive(base, head)];
  const way = step(base, head);
  switch (way.kind) {
    case "refused":
      return illegal(plan, [way.objection, ...always, ...filesBeside("up", files)]);
    case "none":
      return legalUnless(lasting, same(base, head, found));
    case "up":
      return legalUnless([...always, ...editsBeside("up", base, head, found), ...filesBeside("up", files)], {
        kind: "promote",
        plan,
        from,
        to,
      });
    case "retire":
      return legalUnless([...lasting, ...editsBeside("retire", base, head, found), ...filesBeside("retire", files)], {
        kind: "retire",
        plan,
        from,
      });
    case "down":
      return legalUnless(
        [
          ...revertEntry(base, head),
          ...lasting,
          ...editsBeside("down", base, head, found),
          ...filesBeside("down", files),
        ],
        { kind: "revert", plan, from, to },
      );
  }
}

function same(base: ReleasePlan, head: ReleasePlan, found: readonly Difference[]): Move {
  const plan = base.name;
  return found.length === 0 ? { kind: "stay", plan } : { kind: "edit", plan, changes: inWords(found, base, head) };
}

function legalUnless(objections: readonly Objection[], move: Move): Move {
  return objections.length === 0 ? move : illegal(move.plan, objections);
}

function illegal(plan: string, objections: readonly Objection[]): Move {
  const [first, ...others] = objections;
  const { reason, why, cure } = first!;
  return { kind: "illegal", plan, reason, why: [why, ...others.map((other) => other.why)].join("; also: "), cure };
}

function enrolledAbove(head: ReleasePlan): readonly Objection[] {
  if (head.standing === "planned") return [];
  return [
    {
      reason: "move.enrols-above-planned",
      why: `${head.name} is new on main and says standing: ${head.standing}`,
      cure: `Enrol ${head.name} with standing: planned, and promote it one stage at a time.`,
    },
  ];
}

function deletedLive(base: ReleasePlan): readonly Objection[] {
  if (base.standing === "retired") return [];
  return [
    {
      reason: "move.deletes-live-plan",
      why: `${base.file} is deleted and stands in ${base.standing}; its flags would stay in the stores with nobody to take them down`,
      cure: `Restore ${base.file}; a plan is deleted once it is retired.`,
    },
  ];
}

function twice(name: string, changes: readonly Change[]): Objection {
  const files = changes.flatMap(({ base, head }) => (head ?? base)?.file ?? []).sort();
  return {
    reason: "move.two-promotions-of-one-plan",
    why: `${changes.length} changes of one pull request are of plan ${name}: ${files.join(", ")}`,
    cure: `Keep one file named ${name} below flags/.`,
  };
}
