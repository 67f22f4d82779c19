import type { JobScope } from "../scope.ts";

/** An action of somebody else, asked to do its work. */
export interface StubCall {
  readonly inputs: Readonly<Record<string, string>>;
  readonly job: JobScope;
}

export interface StubResult {
  readonly code?: number;
  readonly log?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  /** What no log may show. */
  readonly masks?: readonly string[];
  /** Done after all steps, however they ended. */
  readonly post?: () => void | Promise<void>;
}

/** Stands for an action we do not run: does to GitHub what it would do. */
export interface Stub {
  /** Inputs it knows; another one is a mistake in the workflow. */
  readonly inputs: readonly string[];
  readonly run: (call: StubCall) => StubResult | Promise<StubResult>;
}
