import { expect, it } from "vitest";
import { runRules } from "../../scripts/rules/rules.ts";
import { basePlanWith, claims, settings } from "./plans.ts";

const first = (body: string) =>
  `stages:\n  - { name: canary, soak: P1D, ${body} }\n  - { name: full, exposure: { percent: 100 }, soak: P1D }\n`;
const said = (text: string) =>
  `standing: canary\n${first(`exposure: { percent: 10 }, results: { changes: "${text}" }`)}`;
const results = (one: string, other: string) =>
  `standing: full\nstages:\n  - { name: canary, exposure: { percent: 10 }, soak: P1D, results: { ${one} } }
  - { name: full, exposure: { percent: 100 }, soak: P1D, results: { ${other} } }\n`;
const named = "  - { name: uat, exposure: { actors: [{ name: Ada Reyes, id: { secret: A } }] }, soak: PT4H }\n";
const windowed = (window: string, standing = "planned") =>
  `standing: ${standing}\n${first(`exposure: { percent: 10 }, window: { ${window} }`)}`;
const limit = (max: number) => `metrics:
  errors:
    kind: ratio
    objective: { max: ${max} }
    bad: { provider: prometheus, query: a or vector(0) }
    total: { provider: prometheus, query: b }
    unit: actor
    evidence: upper-bound
`;

it.each([
  ["window-never-open", 1, windowed("opens: 2025-07-02, closes: 2025-07-03")],
  ["window-never-open", 0, windowed("opens: 2025-07-02, closes: 2025-07-03", "canary")],
  ["window-never-open", 0, windowed("opens: 2025-07-02")],
  ["window-never-open", 0, windowed("closes: 2025-07-02")],
  ["freeze-collision", 1, windowed("opens: 2025-06-30, closes: 2025-07-02")],
  ["freeze-collision", 0, windowed("opens: 2025-06-30, closes: 2025-07-02", "canary")],
  ["freeze-collision", 0, windowed("opens: 2025-07-02, closes: 2025-07-03")],
  ["freeze-collision", 0, windowed("opens: 2025-06-30")],
  ["freeze-collision", 0, windowed("closes: 2025-07-02")],
  ["year-disagrees", 1, `title: Letters 2026\n${windowed("closes: 2026-01-01T00:00")}`],
  ["year-disagrees", 0, `title: Letters 2025\n${windowed("closes: 2026-01-01T00:00")}`],
  ["first-percent", 0, first("exposure: { percent: 25 }")],
  ["first-percent", 1, first("exposure: { percent: 25.001 }")],
  ["revert-criterion", 0, first("exposure: { percent: 0.999 }, criteria: { none: Few people }")],
  ["revert-criterion", 1, first("exposure: { percent: 1 }, criteria: { none: Few people }")],
  ["watchers-missing", 0, `rollback: { text: Disable it }\nstages:\n${named}`],
  [
    "watchers-missing",
    1,
    `rollback: { text: Disable it }\nstages:\n${named}  - { name: all, exposure: { percent: 25 } }\n`,
  ],
  ["watchers-missing", 0, "# rollback: left out\n"],
  ["rollback-missing", 0, `# rollback: left out\nstages:\n${named}  - { name: none, exposure: { percent: 0 } }\n`],
  ["results-copied", 0, results("uniqueUsers: 641", "uniqueUsers: 641")],
  ["results-copied", 1, results("uniqueUsers: 641, errorTypes: none", "uniqueUsers: 641, errorTypes: none")],
  ["results-copied", 0, results("uniqueUsers: 641, errorTypes: ~", "uniqueUsers: 641, errorTypes: ~")],
  ["results-copied", 0, results("errorTypes: none at all, changes: none", "errorTypes: none at all, changes: none")],
  ["fraction-percent", 0, said("12/31 = 50 %")],
  ["fraction-percent", 1, said("13/31 = 50 %")],
  ["fraction-percent", 1, said("12/32 = 50 %")],
  ["fraction-percent", 1, said("3 of 4 = 60 %")],
  ["fraction-percent", 0, said("50 of 100 = 51 %")],
  ["fraction-percent", 0, said("0 of 0 = 5 %")],
  ["fraction-percent", 0, said("5 of 4 = 3 %")],
  ["fraction-percent", 0, said("4 of 4 = 100 %")],
  ["fraction-percent", 1, said("4 of 4 = 90 %")],
  ["fraction-percent", 0, said("24/7 support, 99 % of calls")],
  ["min-samples-cannot-prove", 0, limit(0)],
  ["min-samples-cannot-prove", 0, limit(1)],
  ["min-samples-cannot-prove", 1, limit(0.5)],
  ["ratio-limit", 0, limit(0.999)],
] as const)("EDGE-1  %s finds %i in %s", (name, times, fragment) => {
  const found = runRules(basePlanWith(fragment), { settings, claims }).filter(({ rule }) => rule === name);
  expect(found).toHaveLength(times);
});

it.each([
  ["two-crowds", 1, first("exposure: { percent: 10 }")],
  ["two-crowds", 0, `cohorts: [ld-sha1]\n${first("exposure: { percent: 10 }")}`],
  ["two-crowds", 0, first("exposure: { percent: 100 }")],
] as const)(
  "EDGE-2  where each flag of two stores has a salt of its own, %s finds %i in %s",
  (name, times, fragment) => {
    const project = {
      kind: "launchdarkly",
      url: "https://app.launchdarkly.com",
      token: "T",
      environment: "e",
    } as const;
    const [web, mobile] = ["web", "mobile"].map((one) => ({ ...project, project: one }));
    const stores = [web!, mobile!];
    const environments = settings.environments.map((one) => (one.name === "production" ? { ...one, stores } : one));
    const found = runRules(basePlanWith(fragment), { settings: { ...settings, environments }, claims });
    const said = found.filter(({ rule }) => rule === name).map(({ message }) => message);
    expect(said).toHaveLength(times);
    if (times > 0) expect(said[0]).toMatch(/by ld-sha1 and by ld-sha1.*cohorts: \[ld-sha1\]/);
  },
);
