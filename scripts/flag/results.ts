/** What a stage found, as people and `promote` wrote it down. Null is "not yet"; `tbd` and `n/a` are answers. */
export interface Results {
  /** Every declared key with its answer, in the file's order. A stage is answered when none is null. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Which of the stage's `confirms` somebody confirmed. */
  readonly confirmed: readonly string[];
  /** Values that people saw and wrote down, by metric: what `provider: manual` answers. */
  readonly observed: Readonly<Record<string, Observation>>;
  /** What the machine measured when the stage was left, by metric; kept as written. */
  readonly measured: Readonly<Record<string, unknown>>;
}

export type Answer = string | number | boolean | null;

/** A value a person saw, when, and where the evidence is. */
export interface Observation {
  readonly value: number;
  readonly samples: number | null;
  readonly observedBy: string;
  /** ISO 8601 instant. */
  readonly observedAt: string;
  /** https address of the evidence. */
  readonly evidence: string;
}

export const noResults: Results = { answers: {}, confirmed: [], observed: {}, measured: {} };
