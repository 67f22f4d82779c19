import type { ForgeEvent } from "../emulator/state/events.ts";
import type { Token } from "../emulator/state/tokens.ts";
import type { GitHub } from "../start.ts";
import type { JobDocument, StepDocument, WorkflowDocument } from "./document.ts";
import type { Contexts, Standing } from "./expression.ts";
import type { StepResult } from "./result.ts";
import type { Stub } from "./stubs/stub.ts";

export interface RunnerOptions {
  readonly github: GitHub;
  /** Node for `using: node20` and `node24`; default: the one that runs the test. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** More environment variables for every step, as a self-hosted runner would set them. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Third-party actions by name, beside those known. */
  readonly stubs?: Readonly<Record<string, Stub>>;
  /** Whether one of the reviewers lets a job into an environment. Default: they do not. */
  readonly approves?: (environment: string) => boolean;
}

/** A run, before its jobs. */
export interface RunScope {
  readonly options: RunnerOptions;
  readonly id: number;
  readonly event: ForgeEvent;
  readonly document: WorkflowDocument;
  readonly name: string;
  readonly path: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** What is to be done when all steps are over, last first. */
export interface Post {
  readonly name: string;
  readonly condition: string;
  readonly run: () => Promise<{ readonly code: number; readonly log: string }>;
}

/** A job while it runs. */
export interface JobScope {
  readonly run: RunScope;
  readonly id: string;
  readonly job: JobDocument;
  readonly token: Token;
  readonly appTokens: Token[];
  readonly workspace: string;
  readonly posts: Post[];
  /** What no log may show. */
  readonly masks: string[];
  readonly path: string[];
  readonly contexts: Contexts & {
    readonly env: Record<string, string>;
    readonly steps: Record<string, Pick<StepResult, "outcome" | "conclusion" | "outputs">>;
  };
  standing: Standing;
  summary: string;
}

/** One step that is about to run. */
export interface StepScope {
  readonly job: JobScope;
  readonly step: StepDocument;
  readonly id: string;
  /** Environment variables, those of the files the step may write among them. */
  readonly environment: Readonly<Record<string, string>>;
}
