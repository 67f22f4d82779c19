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
