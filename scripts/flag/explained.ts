/** Whether an exposure shows a flag to somebody, and by which part of it. */
export type Explained =
  | { readonly on: true; readonly by: "everyone" | "named" }
  | { readonly on: false; readonly by: "nobody" | "not-named" }
  /** `place` is where the hash puts them, from 0 up to but not including 100: below the percent they are in. */
  | {
      readonly on: boolean;
      readonly by: "percent";
      readonly percent: number;
      readonly place: number;
      readonly hash: string;
    }
  | { readonly on: null; readonly by: "unknown"; readonly why: string };

/** One flag in one store: what main says of a person, what the store holds, and what its own evaluation answers. */
export interface ExplainedFlag {
  readonly key: string;
  readonly environment: string;
  readonly store: string;
  readonly main: Explained;
  /** By each stage of the environment that changes exposure, in ladder order. */
  readonly stages: readonly { readonly stage: string; readonly explained: Explained }[];
  readonly running: Explained;
  /** Null where the store has no evaluation that can be asked. */
  readonly served: { readonly on: boolean } | { readonly on: null; readonly why: string } | null;
}

/** Whether one person sees the flags of a plan. Their id is not in it. */
export interface Explanation {
  readonly plan: string;
  readonly standing: string;
  readonly flags: readonly ExplainedFlag[];
}
