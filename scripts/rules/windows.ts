import type { ReleasePlan, Stage, Window } from "../flag/plan.ts";
import { type Wall, wallOf } from "./clock.ts";
import { once } from "./once.ts";

/** True where a window can never be open. */
export function backwards({ opens, closes }: Window): boolean {
  return opens !== null && closes !== null && closes <= opens;
}

/** A stage with a window, and the window's ends on the clocks of the plan's zone. */
export interface Windowed {
  readonly index: number;
  readonly stage: Stage;
  readonly text: string;
  readonly opens: Wall | null;
  readonly closes: Wall | null;
}

/** Stages that have a window, in ladder order; backward windows left out, because `window-backwards` speaks of them. */
export function windowed({ stages }: Pick<ReleasePlan, "stages">): readonly Windowed[] {
  return windowedOf(stages);
}

const windowedOf = once((stages: readonly Stage[]): readonly Windowed[] =>
  stages.flatMap((stage, index) => {
    const ends = endsOf(stage.window);
    return ends === null ? [] : [{ index, stage, ...ends }];
  }),
);

/** A window's ends on the wall; null where there is no window or it is backwards. */
export function endsOf(window: Window | null): Pick<Windowed, "text" | "opens" | "closes"> | null {
  if (window === null || backwards(window)) return null;
  const [opens, closes] = [window.opens, window.closes].map((end) => (end === null ? null : wallOf(end)));
  return { text: window.text, opens: opens ?? null, closes: closes ?? null };
}
