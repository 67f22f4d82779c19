import type { RulesView } from "../../report/upkeep.ts";
import { differences } from "./compare.ts";
import { type RulesetFile, readRuleset, withoutApp } from "./ruleset-file.ts";

type Found = Readonly<Record<string, unknown>>;

/**
 * Whether the rulesets on the forge are those of the files, with our App's number in them (null: as they are without an
 * App). Who may bypass a ruleset is told only to who may change it: where that is kept from us it is not compared, and
 * said.
 */
export function rulesState(
  files: readonly { readonly path: string; readonly text: string }[],
  found: readonly Found[],
  app: number | null,
): RulesView["state"] {
  if (files.length === 0) return { kind: "no-files" };
  const read = files.map(({ path, text }) => readRuleset(path, text));
  const names = read.flatMap((file) => (typeof file === "string" ? [] : [file.name]));
  const unseen = found.some((one) => names.includes(String(one.name)) && !("bypass_actors" in one));
  const all = read.flatMap((file) => (typeof file === "string" ? [file] : driftOf(file, found, app)));
  return all.length === 0 ? { kind: "same", unseen } : { kind: "drift", differences: all, unseen };
}

function driftOf(file: RulesetFile, found: readonly Found[], app: number | null): readonly string[] {
  const expected = app === null ? withoutApp(file) : file.value;
  if (expected === null) return [];
  const there = found.find(({ name }) => name === file.name);
  if (there === undefined) return [`there is no ruleset "${file.name}"`];
  const compared = "bypass_actors" in there ? expected : { ...Object(expected), bypass_actors: undefined };
  return differences(compared, there, app).map((what) => `"${file.name}": ${what}`);
}
