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

/** Rules that anybody may have made, the organization too, and with which nothing would ever be merged. */
const hindrances: Readonly<Record<string, Omit<Said, "state">>> = {
  required_signatures: {
    what: "a rule wants signed commits, and GitHub then squashes a pull request for its author alone: nothing is merged",
    cure: "take it out, also of the organization's rulesets; what GitHub commits itself it signs anyway",
  },
  merge_queue: {
    what: "a rule wants a merge queue, which waits for checks on merges of its own and merges when it likes: nothing is merged at Go",
    cure: "take it out: flag-gate merges one after the other, and judges each as main then is",
  },
};

export function hindered(rules: readonly string[]): readonly Said[] {
  return rules.flatMap((rule) => {
    const found = hindrances[rule];
    return found === undefined ? [] : [wrong(found.what, found.cure)];
  });
}
