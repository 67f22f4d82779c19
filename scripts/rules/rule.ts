import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Diagnostic, Located, Path } from "../load/diagnostic.ts";

/** Everything a rule may look at: one plan, the settings, and which plans claim each flag key. */
export interface RuleContext {
  readonly plan: ReleasePlan;
  readonly settings: Settings;
  /** Flag key -> names of all plans of the repository that claim it. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** What a rule found, by path; `runRules` turns it into a diagnostic with a place. */
export interface Found {
  readonly at: Path;
  readonly message: string;
}

/** What a schema cannot say. One rule a file, one line in rules.ts. Pure. */
export interface Rule {
  /** Stable, kebab-case, equal to the file's name: `percent-falls`. */
  readonly name: string;
  readonly severity: Diagnostic["severity"];
  check(context: RuleContext): readonly Found[];
}

export type LocatedPlan = Located<ReleasePlan>;
