import { patchPercent } from "./changes.ts";
import type { Feature } from "./feature.ts";
import type { State } from "./state.ts";
import type { Step } from "./steps.ts";
import { noteIn, tombstone } from "./title.ts";

/**
 * The steps that remove a flag from one environment. A flag of Unleash is in every environment at once: while another
 * one is on, or still has a record of ours, only this one is emptied; the last one takes the flag away.
 */
export function removalOf(key: string, environment: string, feature: Feature, state: State): readonly Step[] {
  const off: readonly Step[] = state.enabled ? [{ kind: "off" }] : [];
  if (othersIn(feature, environment).length === 0) return [...off, { kind: "archive" }, { kind: "bury" }];
  const { percent, actors, everyone } = state;
  const rest = [everyone, actors].flatMap((one) =>
    one === null ? [] : [{ kind: "delete", strategy: one.id } as const],
  );
  return [...off, ...rest, ...(percent === null ? [] : [patchPercent(key, percent, { title: tombstone, rollout: 0 })])];
}

/** The other environments that still have a use for the flag. */
export function othersIn({ environments }: Feature, environment: string): readonly string[] {
  return [...environments].flatMap(([name, { enabled, strategies }]) => {
    const recorded = strategies.some(({ title }) => noteIn(title) !== null);
    return name !== environment && (enabled || recorded) ? [name] : [];
  });
}
