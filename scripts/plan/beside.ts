import type { ReleasePlan } from "../flag/plan.ts";
import type { Difference } from "./difference.ts";
import { inWords } from "./edits.ts";
import type { Objection } from "./move.ts";

/** Always read from the base branch, so a pull request that changes it changes no gate of its own; still not beside a promotion. */
export const settingsFile = ".github/flaghoist.yaml";

type Kind = "up" | "retire" | "down";

/**
 * What changes in a plan beside its move and may not. Beside a promotion or a retirement: the standing, the results of
 * the stage that is left (no question may disappear), boxes of validation and clean-up ticked and never unticked, and
 * prose. Beside a revert, which nobody approves: the standing, its entry, and prose.
 */
export function editsBeside(
  kind: Kind,
  base: ReleasePlan,
  head: ReleasePlan,
  found: readonly Difference[],
): readonly Objection[] {
  const stray = found.filter((difference) => !belongs(kind, base, difference));
  if (stray.length === 0) return [];
  const move = kind === "down" ? "a revert" : kind === "up" ? "a promotion" : "a retirement";
  return [
    {
      reason: kind === "down" ? "move.edits-while-reverting" : "move.edits-while-promoting",
      why: `beside ${move} the plan changes: ${inWords(stray, base, head).join("; ")}`,
      cure: `Put ${stray.length === 1 ? "this change" : "these changes"} in a pull request of ${stray.length === 1 ? "its" : "their"} own, and make the move in another.`,
    },
  ];
}

function belongs(kind: Kind, base: ReleasePlan, { path, before, after }: Difference): boolean {
  const [section, name, field, part] = path;
  switch (section) {
    case "standing":
      return true;
    case "stages":
      return (
        kind !== "down" && name === base.standing && field === "results" && !(part === "answers" && after === undefined)
      );
    case "validation":
    case "cleanup":
      return kind !== "down" && before === false && after === true;
    case "reverts":
      return kind === "down";
    default:
      return false;
  }
}

/** Files outside flags/ beside a move: a promotion is judged and merged as a plan's change alone. */
export function filesBeside(kind: Kind, files: readonly string[]): readonly Objection[] {
  const sorted = [...files].sort();
  const others = sorted.filter((file) => file !== settingsFile || kind === "down");
  const settings: Objection = {
    reason: "move.settings-while-promoting",
    why: `${settingsFile} changes beside a promotion`,
    cure: `Change ${settingsFile} in a pull request of its own.`,
  };
  return [
    ...(kind !== "down" && sorted.includes(settingsFile) ? [settings] : []),
    ...(others.length === 0 ? [] : [outside(kind, others)]),
  ];
}

function outside(kind: Kind, files: readonly string[]): Objection {
  const named = files.slice(0, 5).join(", ") + (files.length > 5 ? ` and ${files.length - 5} more` : "");
  const because: Record<Kind, string> = {
    up: "a promotion changes nothing outside flags/",
    retire: "a flag is removed only after the code without it has shipped",
    down: "a revert needs no approval, so it may carry nothing else",
  };
  return {
    reason: "move.outside-flags",
    why: `${named} ${files.length === 1 ? "changes" : "change"} too, and ${because[kind]}`,
    cure: `Move ${files.length === 1 ? "that file" : `the ${files.length} files`} to a pull request of its own.`,
  };
}
