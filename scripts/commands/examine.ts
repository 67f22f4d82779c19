import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { FileRead } from "../forge/files.ts";
import type { Diagnostic, Located } from "../load/diagnostic.ts";
import { loadPlan } from "../load/plan.ts";
import { runRules } from "../rules/rules.ts";
import type { Claims } from "../workflows/claims.ts";
import { defaultEnvironment } from "../workflows/read.ts";

/** What a text was found to say: the flag keys it claims, and everything wrong with it alone. Plain data. */
export interface Known {
  readonly keys: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The text of one plan's file. */
export type TextRead = Extract<FileRead, { kind: "text" }>;

/** Loads a plan and asks the rules, as if no other plan were there. */
export function examine({ file, text }: TextRead, settings: Settings): Known {
  const loaded = load(file, text, settings);
  return loaded.ok
    ? { keys: loaded.loaded.value.flags.map(({ key }) => key), diagnostics: ruled(loaded.loaded, settings, new Map()) }
    : { keys: [], diagnostics: loaded.diagnostics };
}

/** The same with what the other plans claim. */
export function examineAgain({ file, text }: TextRead, settings: Settings, claims: Claims): readonly Diagnostic[] {
  const loaded = load(file, text, settings);
  return loaded.ok ? ruled(loaded.loaded, settings, claims) : loaded.diagnostics;
}

const load = (file: string, text: string, settings: Settings) =>
  loadPlan({ file, text }, { environment: defaultEnvironment(settings) });

const ruled = (plan: Located<ReleasePlan>, settings: Settings, claims: Claims): readonly Diagnostic[] =>
  runRules(plan, { settings, claims });
