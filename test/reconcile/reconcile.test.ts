import fc from "fast-check";
import { expect, it } from "vitest";
import { everyone, exposure, keepsEveryone, nobody, sameExposure } from "../../scripts/flag/exposure.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { runningOf } from "../conformance/exposures.ts";
import { after, context, reading, runs, stepsFor, stories, want, writesOf } from "./world.ts";

it("RECONCILE-6  twice writes once: what was just written is in step, or no longer ours to write", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const later = await after(story, stepsFor(story));
      expect(writesOf(stepsFor(later))).toEqual([]);
      const wrote = new Set(stepsFor(story).flatMap((step) => (step.kind === "write" ? [step.key] : [])));
      for (const { key, kind } of stepsFor(later)) if (wrote.has(key)) expect(kind).toBe("in-step");
    }),
  );
});

it("RECONCILE-7  from nothing, or from what main said before, the store comes to say what main says", async () => {
  const ours = fc.tuple(stories, stories).map(([first, second]) => ({
    flags: new Map(),
    before: first.wanted.map((one) => ({ ...one, held: null })),
    wanted: second.wanted.map((one) => ({ ...one, held: null })),
  }));
  await fc.assert(
    fc.asyncProperty(ours, async ({ flags, before, wanted }) => {
      const first = { flags, wanted: before };
      const then = { flags: (await after(first, stepsFor(first))).flags, wanted };
      const { flags: last } = await after(then, stepsFor(then));
      for (const { key, exposure: wants, variants } of wanted) {
        const running = runningOf(last.get(key) ?? reading(null));
        if (wants === null) expect(running).toBeNull();
        else expect([sameExposure(running!.exposure, wants), running!.variants]).toEqual([true, variants]);
      }
    }),
  );
});

it("RECONCILE-8  the order in which flags are named makes no difference", () => {
  const shuffled = stories.chain((story) =>
    fc
      .shuffledSubarray([...story.wanted], { minLength: story.wanted.length })
      .map((wanted) => [story, { ...story, wanted }] as const),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(stepsFor(other)).toEqual(stepsFor(one));
    }),
  );
});

it("RECONCILE-9  a held flag is never raised, and never handed to the default of its callers' code", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const held = new Set(story.wanted.filter((one) => one.held !== null).map(({ key }) => key));
      for (const { key, exposure: to, expected } of writesOf(stepsFor(story)).filter(({ key }) => held.has(key))) {
        expect(to, key).not.toBeNull();
        const from = expected?.foreign.length ? everyone : (expected?.exposure ?? nobody);
        expect(keepsEveryone(to!, from), key).toBe(true);
      }
    }),
  );
});

it("RECONCILE-10  after any number of writes, no flag that was written shows more than main says", async () => {
  await fc.assert(
    fc.asyncProperty(stories, fc.nat({ max: 6 }), async (story, count) => {
      const steps = stepsFor(story);
      const { flags } = await after(story, steps, count);
      for (const { key } of writesOf(steps).slice(0, count)) {
        const wants = story.wanted.find((one) => one.key === key)!.exposure;
        const shows = runningOf(flags.get(key) ?? reading(null))?.exposure ?? nobody;
        expect(keepsEveryone(shows, wants ?? nobody), key).toBe(true);
      }
    }),
  );
});

it("RECONCILE-11  whoever is to lose a flag loses it before anybody gains one, and few gain before many", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const steps = stepsFor(story).filter((step) => "write" in step);
      const raises = steps.filter((step) => step.kind === "write" && step.direction === "raises");
      expect(steps.slice(steps.length - raises.length)).toEqual(raises);
      const widths = writesOf(raises).map((write) => write.exposure!.percent);
      expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    }),
  );
});

it("RECONCILE-16  the order of one pass, by example", () => {
  const percent = (now: number) => exposure([], now);
  const flags = [
    { key: "wide", from: 10, to: percent(60) },
    { key: "narrow", from: 0, to: percent(5) },
    { key: "retired", from: 100, to: null },
    { key: "down", from: 50, to: percent(20) },
    { key: "by hand", from: 30, to: percent(30), hand: percent(90) },
  ];
  const readings = flags.map(
    ({ key, from, hand }) => [key, reading(runs(percent(from), hand && { exposure: hand }))] as const,
  );
  const steps = reconcile(
    [want(nobody, { key: "new" }), ...flags.map(({ key, to }) => want(to, { key }))],
    new Map([...readings, ["new", reading(null)]]),
    context,
  );
  expect(writesOf(steps).map(({ key }) => key)).toEqual(["by hand", "down", "retired", "new", "narrow", "wide"]);
});

it("RECONCILE-12  a hand that lowered is never overruled, however often it is tried", async () => {
  const hands = fc.record({ main: fc.integer({ min: 1, max: 100 }), hand: fc.integer({ min: 0, max: 99 }) });
  await fc.assert(
    fc.asyncProperty(
      hands.filter(({ main, hand }) => hand < main),
      async ({ main, hand }) => {
        const running = reading(runs(exposure([], main), { exposure: exposure([], hand) }));
        const story = { flags: new Map([["flag", running]]), wanted: [want(exposure([], main), { key: "flag" })] };
        const once = await after(story, stepsFor(story));
        expect(once.flags).toEqual(story.flags);
        expect(stepsFor(once)).toMatchObject([{ kind: "drift-down" }]);
      },
    ),
  );
});

it("RECONCILE-13  people swapped by hand: the extra ones go at once, the missing ones stay out until people decide", async () => {
  const main = exposure(["User;1", "User;2"], 10);
  const swapped = runs(main, { exposure: exposure(["User;2", "User;3"], 20) });
  const story = { flags: new Map([["flag", reading(swapped)]]), wanted: [want(main, { key: "flag" })] };
  const later = await after(story, stepsFor(story));
  expect(runningOf(later.flags.get("flag")!)!.exposure).toEqual(exposure(["User;2"], 10));
  expect(stepsFor(later)).toMatchObject([{ kind: "drift-down" }]);
});

it("RECONCILE-14  a key that two plans claim, or that nobody read, is left alone", () => {
  const claims = [want(everyone, { plan: "b" }), want(nobody, { plan: "a" })];
  expect(reconcile(claims, new Map(), context)).toMatchObject([
    { kind: "unknown", why: expect.stringContaining("a and b both") },
  ]);
  expect(reconcile([want(everyone)], new Map(), context)).toMatchObject([{ kind: "unknown" }]);
});
