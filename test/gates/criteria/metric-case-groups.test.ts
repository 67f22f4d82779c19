import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const fixtures = join(import.meta.dirname, "../../golden/metric-cases");

/** Every group of published cases, how many it has, and where they run. Groups of other rooms bring their own fixtures. */
const groups: readonly (readonly [string, number, string])[] = [
  ["argo-condition", 24, "gates/criteria/argo-condition.test.ts"],
  ["argo-web", 39, "metrics/cases/argo-web.test.ts"],
  ["argo-datadog-v1", 12, "metrics/cases/argo-datadog.test.ts"],
  ["argo-datadog-v2", 24, "metrics/cases/argo-datadog.test.ts"],
  ["argo-datadog-v2-columns", 12, "metrics/cases/argo-datadog.test.ts"],
  ["argo-metric-status", 58, "gates/criteria/argo-metric-status.test.ts"],
  ["argo-run-status", 11, "gates/criteria/argo-run-status.test.ts"],
  ["argo-schedule", 13, "gates/criteria/argo-schedule.test.ts"],
  ["argo-validate", 17, "load/argo-validate.test.ts"],
  ["kayenta-classify", 36, "gates/criteria/kayenta.test.ts"],
  ["kayenta-score", 13, "gates/criteria/kayenta.test.ts"],
  ["kayenta-stats", 8, "gates/criteria/kayenta.test.ts"],
  ["flagger-providers", 15, "metrics/cases/flagger-providers.test.ts"],
  ["kargo-availability", 13, "gates/criteria/kargo.test.ts"],
  ["kargo-soak", 5, "gates/criteria/kargo.test.ts"],
  ["numeric", 52, "statistics/metric-cases.test.ts"],
  ["js-traps", 12, "gates/criteria/js-traps.test.ts"],
];

it("CRIT-70  17 groups, 364 cases", () => {
  expect(groups).toHaveLength(17);
  expect(groups.reduce((sum, [, count]) => sum + count, 0)).toBe(364);
});

it.each(groups.filter(([, , where]) => where.endsWith(".test.ts")))(
  "CRIT-71  %s has all its %d cases, and %s runs them",
  (group, count, where) => {
    const fixture = JSON.parse(readFileSync(join(fixtures, `${group}.json`), "utf8"));
    expect(fixture.cases).toHaveLength(count);
    expect(readFileSync(join(import.meta.dirname, "../..", where), "utf8")).toContain(`metric-cases/${group}.json`);
  },
);

it("CRIT-72  a group of another room has all its cases too, where its fixture stands here", () => {
  const here = groups.filter(([group]) => existsSync(join(fixtures, `${group}.json`)));
  expect(here.length).toBeGreaterThanOrEqual(9);
  for (const [group, count] of here) {
    expect(JSON.parse(readFileSync(join(fixtures, `${group}.json`), "utf8")).cases).toHaveLength(count);
  }
});
