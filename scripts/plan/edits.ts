import type { ReleasePlan } from "../flag/plan.ts";
import { type Difference, differences } from "./difference.ts";
import { material } from "./material.ts";
import { metricWords } from "./metric-words.ts";
import { stageWords, windowWords } from "./stage-words.ts";
import { changed, joins, type Sentence, says } from "./words.ts";

/** Starts every sentence about an edit after which less is asked, of fewer people, or more people are shown the flag. */
export const loosens = "loosens: ";

/**
 * Two sides of a plan in words, what loosens first. Never silent: where anything but prose differs there is a sentence;
 * what has no words of its own is named by its path. Actors are named as the plan names them, never by their id. Texts
 * of plans inside are not escaped.
 */
export function describeEdits(base: ReleasePlan, head: ReleasePlan): readonly string[] {
  return inWords(differences(material(base), material(head)), base, head);
}

/** The same for some of the differences between the two. */
export function inWords(found: readonly Difference[], base: ReleasePlan, head: ReleasePlan): readonly string[] {
  const reordered = orderChanged(base, head);
  const told = found.filter(({ path }) => path[0] !== "order" || reordered || found.length === 1);
  const sentences = told.map((difference) => words(difference, base, head));
  const texts = [...sentences.filter((one) => one.loosens), ...sentences.filter((one) => !one.loosens)];
  return [...new Set(texts.map((one) => (one.loosens ? `${loosens}${one.text}` : one.text)))];
}

function words(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [section, name] = difference.path;
  switch (section) {
    case "stages":
      return stageWords(difference, base, head);
    case "metrics":
      return metricWords(difference, base, head);
    case "approvals":
      return joins(difference)
        ? says(`approval of ${name} now needed`)
        : says(`approval of ${name} no longer needed`, true);
    case "validation":
    case "cleanup":
      return taskWords(section, difference);
    case "flags":
      return flagWords(difference, base, head);
    case "rollout":
      return windowWords(
        "rollout",
        { window: base.rollout, zone: base.timezone },
        { window: head.rollout, zone: head.timezone },
      );
    case "cohorts":
      return joins(difference)
        ? says(`people selected by ${name} now accepted beside those of another hash`, true)
        : says(`people selected by ${name} no longer accepted beside those of another hash`);
    case "reverts":
      return revertWords(difference, base, head);
    case "order":
      return changed("order of stages", difference, true);
    default:
      return rest(difference, base, head);
  }
}

function rest(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [section, name, item] = difference.path;
  if (section !== "rollback") return changed(difference.path.join(" "), difference);
  if (base.rollback === null) return says("rollback added");
  if (head.rollback === null) return says("rollback removed");
  if (name === "watchers")
    return says(`${item} ${joins(difference) ? "now watches" : "no longer watches"} the release`);
  return changed(name === "to" ? "where a revert lands" : "rollback", difference);
}

function taskWords(list: "validation" | "cleanup", { path, before, after }: Difference): Sentence {
  const task = `"${path[1]}" in ${list}`;
  if (before === undefined) return says(`${task} added${after === true ? ", done" : ""}`);
  if (after === undefined) return says(`${task} no longer asked`, before === false);
  return after === true ? says(`${task} ticked`) : says(`${task} unticked`);
}

function flagWords(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [, key, variant] = difference.path;
  const has = (plan: ReleasePlan) => plan.flags.some((flag) => flag.key === key);
  if (!has(base)) return says(`flag ${key} joins the plan`, true);
  if (!has(head)) return says(`flag ${key} leaves the plan`);
  return changed(`variant ${variant} of ${key}`, difference, true);
}

function revertWords(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const at = Number(difference.path[1]);
  const [was, is] = [base.reverts[at], head.reverts[at]];
  if (was === undefined) return says(`revert from ${is?.from} recorded`);
  if (is === undefined) return says(`revert from ${was.from} removed from the record`, true);
  if (difference.path[2] !== "resolved")
    return changed(`${difference.path[2]} of the revert from ${was.from}`, difference);
  return was.resolved === null && is.resolved !== null
    ? says(`revert from ${was.from} resolved: ${is.resolved}`, true)
    : changed(`resolution of the revert from ${was.from}`, difference);
}

/** True where stages that both sides have come in another order; a stage added or removed says so itself. */
function orderChanged(base: ReleasePlan, head: ReleasePlan): boolean {
  const names = (plan: ReleasePlan, other: ReleasePlan) =>
    plan.stages.map(({ name }) => name).filter((name) => other.stages.some((stage) => stage.name === name));
  return names(base, head).join("\n") !== names(head, base).join("\n");
}
