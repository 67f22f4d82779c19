import fc from "fast-check";
import { type Exposure, nobody } from "../../scripts/flag/exposure.ts";
import { recorded, variantsDigest } from "../../scripts/flag/recorded.ts";
import type { Reading, Running, Wanted } from "../../scripts/flag/running.ts";
import { reconcile, type Step } from "../../scripts/reconcile/reconcile.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import { exposures, onOff } from "../conformance/exposures.ts";

export const context = {
  commit: "9f3c1ab0d2e4f6a8b0c2d4e6f8a0b2c4d6e8f0a2",
  at: "2025-03-12T13:00:00.000Z",
  cohort: "flagd-murmur3-v2",
};

export const key = "form1095b_download";

export function want(exposure: Exposure | null, more: Partial<Wanted> = {}): Wanted {
  return { key, plan: "form1095b", standing: "canary", exposure, variants: onOff, held: null, ...more };
}

/** A flag as our last write left it, unless `more` says what a hand did since. */
export function runs(applied: Exposure | null, more: Partial<Running> = {}): Running {
  const record = applied && {
    plan: "form1095b",
    standing: "canary",
    exposure: recorded(applied),
    variants: variantsDigest(onOff),
    ...context,
  };
  return { exposure: applied ?? nobody, variants: onOff, applied: record, foreign: [], ...more };
}

export const reading = (running: Running | null): Reading =>
  running === null ? { kind: "absent" } : { kind: "running", running };

/** Several flags: what main said and was applied, what a hand did to each since, and what main says now. */
export interface Story {
  readonly flags: Map<string, Reading>;
  readonly wanted: readonly Wanted[];
}

const hand = (running: Running): fc.Arbitrary<Running> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(running) },
    { weight: 2, arbitrary: exposures.map((exposure) => ({ ...running, exposure })) },
    { weight: 1, arbitrary: fc.constant({ ...running, foreign: ["group admins"] }) },
    { weight: 1, arbitrary: fc.constant({ ...running, applied: null }) },
    { weight: 1, arbitrary: fc.constant({ ...running, variants: { on: false, off: true } }) },
  );

const oneFlag = (name: string): fc.Arbitrary<readonly [Reading, Wanted]> =>
  fc
    .record({
      before: fc.option(exposures, { freq: 4 }),
      now: fc.option(exposures, { freq: 6 }),
      held: fc.option(fc.constant("reverted from canary")),
      standing: fc.constantFrom("canary", "half"),
      readable: fc.integer({ min: 0, max: 9 }),
    })
    .chain(({ before, now, held, standing, readable }) => {
      const wanted = want(now, { key: name, held, standing });
      if (readable === 0) return fc.constant([{ kind: "unreadable", why: "timeout" }, wanted] as const);
      if (before === null) return fc.constant([reading(null), wanted] as const);
      return hand(runs(before)).map((running) => [reading(running), wanted] as const);
    });

export const stories: fc.Arbitrary<Story> = fc
  .integer({ min: 0, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => oneFlag(`flag-${index}`))))
  .map((all) => {
    const present = all.filter(([found]) => found.kind !== "absent");
    return {
      flags: new Map(present.map(([found, { key: name }]) => [name, found])),
      wanted: all.map(([, wanted]) => wanted),
    };
  });

export const stepsFor = ({ flags, wanted }: Story): readonly Step[] =>
  reconcile(wanted, new Map(wanted.map(({ key: name }) => [name, flags.get(name) ?? reading(null)])), context);

export const writesOf = (steps: readonly Step[]) => steps.flatMap((step) => ("write" in step ? [step.write] : []));

/** Carries the first `count` writes out on a copy of the story's store. */
export async function after(story: Story, steps: readonly Step[], count = Number.POSITIVE_INFINITY): Promise<Story> {
  const flags = new Map(story.flags);
  const results = await memoryStore({ flags }).write(writesOf(steps).slice(0, count));
  const failed = results.filter(({ status }) => status !== "applied");
  if (failed.length > 0) throw new Error(`not applied: ${JSON.stringify(failed)}`);
  return { ...story, flags };
}
