import { readFileSync } from "node:fs";
import type { Settings } from "../../scripts/flag/settings.ts";
import type { Loaded, Source } from "../../scripts/load/diagnostic.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { loadSettings } from "../../scripts/load/settings.ts";
import type { LocatedPlan } from "../../scripts/rules/rule.ts";

export const golden = new URL("../golden/rules/", import.meta.url);
export const textOf = (path: string) => readFileSync(new URL(path, golden), "utf8");

/** The settings all golden plans are judged with, and a flag key that another plan of the repository holds. */
export const settings: Settings = must(
  loadSettings({ file: ".github/flaghoist.yaml", text: textOf("settings.yaml") }),
).value;
export const claims = new Map([["claimed_elsewhere", ["elsewhere"]]]);

export function planOf(text: string): LocatedPlan {
  const source: Source = { file: "flags/letters.yaml", text };
  return must(loadPlan(source, { environment: settings.environments.at(-1)!.name }));
}

/** The base plan with these top-level keys instead of its own; `# key: left out` removes one. */
export function basePlanWith(fragment: string): LocatedPlan {
  const own = sectionsOf(textOf("base.yaml"));
  const other = sectionsOf(fragment);
  for (const [, key] of fragment.matchAll(/^# (\w+): left out$/gm)) own.delete(key!);
  return planOf([...new Map([...own, ...other]).values()].join("\n"));
}

function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^(?=\w+:)/m).filter((section) => /^\w+:/.test(section));
  return new Map(sections.map((section) => [section.slice(0, section.indexOf(":")), section]));
}

function must<T>(loaded: Loaded<T>) {
  if (loaded.ok) return loaded.loaded;
  throw new Error(loaded.diagnostics.map(({ message, place }) => `${place.line}: ${message}`).join("\n"));
}
