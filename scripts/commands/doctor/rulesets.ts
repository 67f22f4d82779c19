import { differences } from "../../workflows/upkeep/compare.ts";
import { type RulesetFile, withoutApp } from "../../workflows/upkeep/ruleset-file.ts";
import { asked, fine, type Said, unknown, wrong } from "./said.ts";

type Ruleset = Readonly<Record<string, unknown>>;

/** Whether a ruleset of ours is there, as its file says. */
export function rulesOf(
  file: RulesetFile,
  found: readonly Ruleset[],
  basic: boolean,
  app: number | null,
): readonly Said[] {
  const expected = basic ? withoutApp(file) : file.value;
  if (expected === null) return [];
  const there = found.find(({ name }) => name === file.name);
  if (there === undefined) return [wrong(`there is no ruleset "${file.name}"`, asked)];
  const told = "bypass_actors" in there;
  const other = differences(told ? expected : { ...Object(expected), bypass_actors: undefined }, there, app);
  const who = told ? [] : [unknown(`who may bypass "${file.name}" is told only to who may change it`)];
  return other.length === 0
    ? [fine(`"${file.name}" is as ${file.file} says`), ...who]
    : [...other.map((what) => wrong(`"${file.name}": ${what}`, `${asked}, or change ${file.file}`)), ...who];
}

/** A rule that wants signatures: GitHub then squashes a pull request for its author alone, so that no App merges it. */
export function signatures(rules: readonly string[]): readonly Said[] {
  return rules.includes("required_signatures")
    ? [
        wrong(
          "a rule wants signed commits, and GitHub then squashes a pull request for its author alone: nothing is merged",
          "take it out, also of the organization's rulesets; what GitHub commits itself it signs anyway",
        ),
      ]
    : [];
}
