import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { runRules } from "../../scripts/rules/rules.ts";
import { basePlanWith, claims, settings } from "./plans.ts";

const run = (plan: ReturnType<typeof basePlanWith>) => runRules(plan, { settings, claims });
const errors = (plan: ReturnType<typeof basePlanWith>) => run(plan).filter(({ severity }) => severity === "error");

/** Percentages a plan may climb through: the first at most 25, each above the one before, 100 at last. */
const ladder = fc
  .tuple(
    fc.integer({ min: 1, max: 25_000 }),
    fc.uniqueArray(fc.integer({ min: 25_001, max: 99_999 }), { maxLength: 5 }),
  )
  .map(([first, rest]) => [first, ...rest.toSorted((a, b) => a - b), 100_000].map((thousandths) => thousandths / 1000));

/** The n-th working day from Monday 10 March 2025. */
const workday = (n: number) =>
  DateTime.fromISO("2025-03-10")
    .plus({ weeks: Math.floor(n / 5), days: n % 5 })
    .toISODate()!;

const stage = fc.record({
  windowed: fc.boolean(),
  soak: fc.constantFrom("PT4H", "PT12H", "P1D"),
  checkIn: fc.boolean(),
  expected: fc.option(fc.integer({ min: 200, max: 1e6 })),
});

/** A sound plan: named people first, then the ladder, one working day a stage, check-ins anywhere between. */
const sound = fc.record({
  percents: ladder,
  stages: fc.array(stage, { minLength: 7, maxLength: 7 }),
  actors: fc.integer({ min: 0, max: 3 }),
  standing: fc.nat(),
});

type Shape = typeof sound extends fc.Arbitrary<infer Value> ? Value : never;

function write({ percents, stages, actors, standing }: Shape): string {
  const named = Array.from({ length: actors }, (_, i) => `{ name: Person ${i}, id: { secret: PERSON_${i} } }`);
  const uat = actors === 0 ? [] : [`{ name: uat, exposure: { actors: [${named.join(", ")}] }, soak: PT4H }`];
  const climb = percents.flatMap((percent, i) => {
    const { windowed, soak, checkIn, expected } = stages[i]!;
    const window = windowed ? `, window: { opens: ${workday(i)}, closes: ${workday(i)} }` : "";
    const users = expected === null ? "" : `, expected: { uniqueUsers: ${expected} }`;
    const own = `{ name: s${i}, exposure: { percent: ${percent} }${window}, soak: ${soak}${users} }`;
    return checkIn && !stages.some(({ windowed }) => windowed) ? [own, `{ name: look${i}, soak: PT1H }`] : [own];
  });
  const all = [...uat, ...climb];
  const names = ["planned", ...all.map((text) => /name: (\w+)/.exec(text)![1]!)];
  return `standing: ${names[standing % names.length]}\nstages:\n${all.map((text) => `  - ${text}\n`).join("")}`;
}

it("LAW-1  a sound plan has no errors, wherever it stands", () => {
  fc.assert(
    fc.property(sound, (shape) => {
      expect(errors(basePlanWith(write(shape)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("LAW-2  a percentage that falls is found at its own stage, however little it falls", () => {
  fc.assert(
    fc.property(sound, fc.nat(), fc.integer({ min: 1, max: 1000 }), (shape, which, less) => {
      const at = 1 + (which % (shape.percents.length - 1));
      const fallen = Math.max(0, Math.round(shape.percents[at - 1]! * 1000) - less) / 1000;
      const percents = shape.percents.map((percent, i) => (i === at ? fallen : percent));

      const found = errors(basePlanWith(write({ ...shape, percents }))).filter(({ rule }) => rule === "percent-falls");

      expect(found).toHaveLength(1);
      expect(found[0]!.message).toContain(`stage "s${at}" shows ${fallen} %`);
    }),
    { numRuns: 100 },
  );
});

it("LAW-3  what the settings ask never grows as a plan climbs", () => {
  const strict = {
    ...settings,
    policy: {
      ...settings.policy,
      firstPercentAtMost: 1,
      soakAtLeast: settings.policy.soakAtLeast.mapUnits((n) => n * 3),
    },
  };
  const asked = new Set([
    "first-percent",
    "soak-at-least",
    "revert-criterion",
    "window-never-open",
    "freeze-collision",
  ]);
  fc.assert(
    fc.property(sound, (shape) => {
      const count = (standing: number) =>
        runRules(basePlanWith(write({ ...shape, standing })), { settings: strict, claims }).filter(({ rule }) =>
          asked.has(rule),
        ).length;
      const rungs = 1 + (write(shape).match(/name: (?:s\d|look|uat)/g)?.length ?? 0);
      const counts = Array.from({ length: rungs }, (_, standing) => count(standing));
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    }),
    { numRuns: 40 },
  );
});

describe("LAW-4  hostile text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
    fc.stringMatching(/^[x[\]_().%\d/>< -]{1,200}$/),
    fc.constantFrom(
      "\u202e\u0007\u001b[2J TBD",
      "__proto__",
      "constructor",
      "`${x}`",
      "%".repeat(200),
      "Stage I 50-1%",
    ),
  );

  it("never breaks a rule, and is never shown raw", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 8, maxLength: 8 }), (texts) => {
        // JSON writes U+007F and what is above ASCII as it is; YAML takes some of that only escaped.
        const [title, description, task, text, watcher, stageTitle, actor, confirm] = texts.map((one) =>
          JSON.stringify(one).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
        );
        const plan = basePlanWith(`title: ${title}
flags: { constructor: { description: ${description} } }
validation: [{ done: false, text: ${task} }, { done: false, text: ${task} }]
rollback: { text: ${text}, watchers: [${watcher}, ${watcher}] }
standing: canary
stages:
  - { name: uat, exposure: { actors: [{ name: ${actor}, id: ${actor} }, { name: a, id: ${actor} }] }, confirms: [a], results: { confirmed: [${confirm}], errorTypes: ${text} } }
  - { name: canary, title: ${stageTitle}, exposure: { percent: 10 }, results: { errorTypes: ${text} } }
`);
        for (const { message } of run(plan)) {
          expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(message.length).toBeLessThan(1_500);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("no message tells an actor's id", () => {
    const id = fc
      .tuple(fc.stringMatching(/^[A-Za-zé]{3,9}$/), fc.constantFrom("@Mail.example.gov", "1012667145", ";zoë", ""))
      .map(([start, end]) => `qQ${start}${end}`);
    fc.assert(
      fc.property(fc.array(id, { minLength: 2, maxLength: 3 }), (ids) => {
        const people = [...ids, ids[0]!.toUpperCase(), ids[0]!].map(
          (one) => `{ name: Somebody, id: ${JSON.stringify(one)} }`,
        );
        const found = run(basePlanWith(`stages:\n  - { name: uat, exposure: { actors: [${people.join(", ")}] } }\n`));
        expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["duplicate-entries", "actor-case"]));
        for (const one of ids)
          expect(found.map(({ message }) => message.toLowerCase()).join()).not.toContain(one.toLowerCase());
      }),
      { numRuns: 60 },
    );
  });
});
