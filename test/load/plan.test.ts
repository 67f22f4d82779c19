import { readFileSync } from "node:fs";
import { Duration } from "luxon";
import { expect, it } from "vitest";
import { loadPlan } from "../../scripts/load/plan.ts";

function load(text: string, file = "flags/downloads.yaml") {
  const loaded = loadPlan({ file, text }, { environment: "production" });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  return loaded.loaded.value;
}

const least = `title: Downloads
owner: "@rlindqvist"
standing: planned
flags: { downloads: {} }
stages: [{ name: canary }]
`;

it("PLAN-1  the sample plan loads", () => {
  const text = readFileSync(new URL("../../flags/form1095b.yaml", import.meta.url), "utf8");
  const plan = load(text, "flags/form1095b.yaml");

  expect(plan).toMatchObject({
    name: "form1095b",
    file: "flags/form1095b.yaml",
    title: "1095-B MVP",
    standing: "planned",
  });
  expect(plan.stages.map(({ name }) => name)).toEqual(["uat", "canary", "half", "full", "week-check", "month-check"]);
  expect(plan.stages[0]!.exposure!.actors[0]).toEqual({
    name: "Ada Reyes",
    id: { kind: "secret", name: "UAT_ADA_REYES" },
  });
  expect(plan.stages[0]!.results.answers).toHaveProperty("bugsFixed", null);
});

it("PLAN-2  what a plan leaves out is filled in here, and nowhere else", () => {
  const none = { answers: {}, confirmed: [], observed: {}, measured: {} };
  const nothing = Duration.fromISO("PT0S");
  expect(load(least)).toEqual({
    name: "downloads",
    file: "flags/downloads.yaml",
    title: "Downloads",
    owner: "@rlindqvist",
    standing: "planned",
    timezone: "UTC",
    links: {},
    flags: [{ key: "downloads", description: "", variants: { on: true, off: false } }],
    validation: [],
    approvals: [],
    rollback: null,
    metrics: [],
    rollout: null,
    cohorts: [],
    stages: [
      {
        name: "canary",
        title: "canary",
        environment: "production",
        exposure: null,
        window: null,
        soak: nothing,
        criteria: [],
        criteriaWaived: null,
        confirms: [],
        expected: { uniqueUsers: null },
        results: none,
      },
    ],
    cleanup: [],
    postLaunch: [],
    reverts: [],
    sections: [],
  });
});

it("PLAN-3  a stage asks every metric but shares once a percent is reached in its environment, none before", () => {
  const text = least.replace(
    "stages: [{ name: canary }]",
    `metrics:
  errors: { kind: ratio, objective: { max: 0.01 }, bad: { provider: p, query: b }, total: { provider: p, query: t } }
  clicks: { kind: count, objective: { min: 5 }, value: { provider: manual } }
  exposed: { kind: share, exposed: { provider: p, query: e }, eligible: { provider: p, query: g } }
stages:
  - { name: staging, environment: staging, exposure: { percent: 50 } }
  - { name: uat, exposure: { actors: [{ name: Ada Reyes, id: ada }] } }
  - { name: zero, exposure: { percent: 0 } }
  - { name: canary, exposure: { percent: 10 } }
  - { name: check }
  - { name: chosen, criteria: [errors] }
  - { name: waived, exposure: { percent: 20 }, criteria: { none: nothing to measure } }
  - { name: asks-nothing, criteria: [] }`,
  );
  const all = ["errors", "clicks"];
  const asked = load(text).stages.map(({ name, criteria, criteriaWaived }) => [name, criteria, criteriaWaived]);
  expect(asked).toEqual([
    ["staging", all, null],
    ["uat", [], null],
    ["zero", [], null],
    ["canary", all, null],
    ["check", all, null],
    ["chosen", ["errors"], null],
    ["waived", [], "nothing to measure"],
    ["asks-nothing", [], null],
  ]);
});

it("PLAN-4  results keep the file's order, the team's own questions among the known ones", () => {
  const text = least.replace(
    "{ name: canary }",
    `{ name: canary, results: { changes: ~, answers: { "How many calls?": 3, Liked: yes }, uniqueUsers: tbd,
       confirmed: [seen], measured: { errors: { n: 3 } }, observed: { clicks: { value: 612, observedBy: Ada Reyes,
       observedAt: 2025-03-12T15:04:00-04:00, evidence: "https://example.org/board" } } } }`,
  );
  const { answers, ...rest } = load(text).stages[0]!.results;
  expect(Object.entries(answers)).toEqual([
    ["changes", null],
    ["How many calls?", 3],
    ["Liked", "yes"],
    ["uniqueUsers", "tbd"],
  ]);
  expect(rest).toEqual({
    confirmed: ["seen"],
    measured: { errors: { n: 3 } },
    observed: {
      clicks: {
        value: 612,
        samples: null,
        observedBy: "Ada Reyes",
        observedAt: "2025-03-12T15:04:00-04:00",
        evidence: "https://example.org/board",
      },
    },
  });
});

it.each`
  written                                                      | variants
  ${"{}"}                                                      | ${{ on: true, off: false }}
  ${"{ type: boolean, variants: { on: false, off: true } }"}   | ${{ on: false, off: true }}
  ${"{ type: string, variants: { on: blue, off: grey } }"}     | ${{ on: "blue", off: "grey" }}
  ${"{ type: number, variants: { on: 3, off: 0 } }"}           | ${{ on: 3, off: 0 }}
  ${"{ type: object, variants: { on: { a: [1] }, off: {} } }"} | ${{ on: { a: [1] }, off: {} }}
`("PLAN-5  flag $written", ({ written, variants }) => {
  expect(load(least.replace("{ downloads: {} }", `{ downloads: ${written} }`)).flags[0]!.variants).toEqual(variants);
});

it.each`
  percent     | read
  ${"0"}      | ${0}
  ${"-0"}     | ${0}
  ${"0.001"}  | ${0.001}
  ${"33.333"} | ${33.333}
  ${"1e1"}    | ${10}
  ${"99.999"} | ${99.999}
  ${"100"}    | ${100}
  ${"100.0"}  | ${100}
`("PLAN-6  percent $percent is $read", ({ percent, read }) => {
  const text = least.replace("{ name: canary }", `{ name: canary, exposure: { percent: ${percent} } }`);
  expect(load(text).stages[0]!.exposure!.percent).toBe(read);
});
