/** A workflow file as YAML reads it, as far as the runner looks. */
export interface WorkflowDocument {
  readonly name?: string;
  readonly on: string | readonly string[] | Readonly<Record<string, Filters | readonly Cron[] | null>>;
  readonly permissions?: Declared;
  readonly env?: Values;
  readonly defaults?: Defaults;
  readonly concurrency?: string | Concurrency;
  readonly jobs: Readonly<Record<string, JobDocument>>;
}

export interface Filters {
  readonly types?: string | readonly string[];
  readonly branches?: readonly string[];
  readonly "branches-ignore"?: readonly string[];
  readonly tags?: readonly string[];
  readonly paths?: readonly string[];
  readonly "paths-ignore"?: readonly string[];
  readonly workflows?: string | readonly string[];
  readonly inputs?: Readonly<
    Record<string, { readonly default?: unknown; readonly required?: boolean; readonly type?: string } | null>
  >;
}

export interface Cron {
  readonly cron: string;
  readonly timezone?: string;
}

export type Declared = "read-all" | "write-all" | Readonly<Record<string, "read" | "write" | "none">>;
export type Values = Readonly<Record<string, string | number | boolean | null>>;

interface Defaults {
  readonly run?: { readonly shell?: string; readonly "working-directory"?: string };
}

export interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress"?: boolean | string;
  readonly queue?: "single" | "max";
}

export interface JobDocument {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string | boolean;
  readonly permissions?: Declared;
  readonly environment?: string | { readonly name: string; readonly url?: string; readonly deployment?: boolean };
  readonly env?: Values;
  readonly defaults?: Defaults;
  readonly concurrency?: string | Concurrency;
  readonly outputs?: Values;
  readonly strategy?: { readonly matrix?: string | Matrix; readonly "fail-fast"?: boolean };
  readonly steps?: readonly StepDocument[];
  readonly uses?: string;
}

export type Matrix = Readonly<Record<string, readonly unknown[] | string>>;

export interface StepDocument {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Values;
  readonly env?: Values;
  readonly shell?: string;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: boolean | string;
}

/** The part of `action.yml` that matters here. */
export interface ActionDocument {
  readonly inputs?: Readonly<Record<string, { readonly default?: string; readonly required?: boolean } | null>>;
  readonly runs: {
    readonly using: string;
    readonly main?: string;
    readonly pre?: string;
    readonly "pre-if"?: string;
    readonly post?: string;
    readonly "post-if"?: string;
  };
}

export const listed = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];
