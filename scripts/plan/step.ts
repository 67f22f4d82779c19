import { above, ladder } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Objection } from "./move.ts";

/** Which way a plan goes on the ladder that main has, or why it cannot go there. */
export type Step =
  | { readonly kind: "none" | "up" | "down" | "retire" }
  | { readonly kind: "refused"; readonly objection: Objection };

/**
 * The two standings on the base's ladder: one rung up, or any number down. Only the standing of the head is read, so
 * that a pull request cannot draw itself a shorter ladder.
 */
export function step(base: ReleasePlan, head: ReleasePlan): Step {
  const [from, to] = [base.standing, head.standing];
  const rungs = ladder(base);
  const [here, there] = [rungs.indexOf(from), rungs.indexOf(to)];
  if (from === to) return { kind: "none" };
  if (from === "retired") {
    return refused({
      reason: "move.leaves-retired",
      why: `${base.name} is retired on main and its flags are gone from the stores; it cannot become ${to}`,
      cure: `Enrol a new plan at planned to release ${keys(base)} again.`,
    });
  }
  if (here === -1 || there === -1) {
    const unknown = here === -1 ? from : to;
    return refused({
      reason: "move.unknown-stage",
      why: `main's ladder of ${base.name} has no "${unknown}": it reads ${rungs.join(", ")}`,
      cure:
        here !== -1 && ladder(head).includes(to)
          ? "Add or rename stages in a pull request of its own, and promote after it is merged."
          : `Set standing to one of ${rungs.join(", ")}.`,
    });
  }
  if (there < here) return { kind: "down" };
  const next = above(base, from)!;
  if (to === next) return { kind: to === "retired" ? "retire" : "up" };
  const skipped = rungs.slice(here + 1, there).map((name) => `"${name}"`);
  return refused(
    to === "retired"
      ? {
          reason: "move.retires-early",
          why: `${base.name} retires from its last stage "${rungs.at(-2)}" only, and it stands in "${from}"`,
          cure: `Promote to "${next}", or revert to planned.`,
        }
      : {
          reason: "move.skips-stage",
          why: `${from} to ${to} skips ${skipped.join(", ")}`,
          cure: `Promote one stage: set standing to "${next}".`,
        },
  );
}

const refused = (objection: Objection): Step => ({ kind: "refused", objection });
const keys = ({ flags }: ReleasePlan) => flags.map(({ key }) => key).join(", ");
