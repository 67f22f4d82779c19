import { DateTime, Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../scripts/flag/metric.ts";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { describeEdits } from "../../scripts/plan/edits.ts";
import { revertOf } from "../support/moves.ts";
import { actor, plan, ratio, stage, windowOf } from "../support/plans.ts";

const query = { provider: "prometheus", query: "q" };
const hour = Duration.fromISO("PT1H");
const pair = { factor: 14, long: hour, short: Duration.fromISO("PT5M"), minCount: 10 };
const metrics: readonly Metric[] = [
  ratio("r", {
    measure: {
      kind: "ratio",
      objective: { max: 0.01 },
      bad: query,
      total: query,
      control: { bad: query, total: query, maxRatio: 1.5 },
      burnRate: [pair],
    },
    window: hour,
    deadline: hour,
  }),
  ratio("c", { measure: { kind: "count", objective: { min: 5 }, value: query, samples: query } }),
  ratio("v", { measure: { kind: "value", objective: { max: 5 }, value: query, samples: query, consecutive: 3 } }),
  ratio("s", { measure: { kind: "share", exposed: query, eligible: query } }),
];
const full = plan({
  metrics,
  rollout: windowOf("2025-03-01", "2025-04-01"),
  reverts: [revertOf("canary", { evidence: "e", resolved: "fixed" })],
  stages: [
    stage("uat", {
      exposure: { actors: [actor("ada"), { name: "sam", id: { kind: "plain", value: "123456" } }], percent: 5 },
      window: windowOf("2025-03-12", "2025-03-13"),
      criteria: ["r"],
      criteriaWaived: "because",
      confirms: ["They can see it"],
      expected: { uniqueUsers: 5 },
      results: {
        answers: { uniqueUsers: 3 },
        confirmed: ["They can see it"],
        observed: {
          r: { value: 1, samples: 2, observedBy: "@tmarsh", observedAt: "2025-03-12", evidence: "https://a" },
        },
        measured: { r: 0.5 },
      },
    }),
    stage("canary"),
  ],
});

const prose =
  /^(name|file|title|links|sections|postLaunch)\b|^(stages|metrics)\.\d\.title$|^flags\.0\.description$|^rollback\.text$|actors\.\d\.name$|(window|rollout)\.text$|stages\.0\.criteriaWaived$/;

/** What may stand where nothing is said. */
const said: Readonly<Record<string, unknown>> = {
  window: windowOf("2025-03-12", "2025-03-13"),
  exposure: { actors: [actor("ada")], percent: null },
  deadline: hour,
  percent: 7,
  uniqueUsers: 7,
  control: { bad: query, total: query, maxRatio: 2 },
};

/** Every value in the plan, by path, with a copy of the plan in which it alone is something else. */
function* altered(value: unknown, path: string[] = []): Generator<readonly [string, unknown]> {
  if (DateTime.isDateTime(value)) return yield [path.join("."), value.plus({ hours: 1 })];
  if (Duration.isDuration(value)) return yield [path.join("."), value.plus({ hours: 1 })];
  if (Array.isArray(value)) {
    if (value.length > 0) yield [path.join("."), value.slice(1)];
    for (const [i, inner] of value.entries()) {
      for (const [at, copy] of altered(inner, [...path, `${i}`])) yield [at, value.with(i, copy)];
    }
    return;
  }
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const [at, copy] of altered(inner, [...path, key])) yield [at, { ...value, [key]: copy }];
    }
    return;
  }
  if (value === null) return yield [path.join("."), said[path.at(-1)!] ?? "said"];
  yield [path.join("."), typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}x`];
}

const cases = [...altered(full)].filter(([path]) => !path.endsWith("id.kind"));
const material = cases.filter(([path]) => !prose.test(path) && path !== "");
const talk = cases.filter(([path]) => prose.test(path));

describe("FIELD-1  whatever one value changes, there is a sentence about it", () => {
  it.each(material)("%s", (path, head) => {
    const sentences = describeEdits(full, head as ReleasePlan);
    expect(sentences.length, path).toBeGreaterThan(0);
    expect(sentences.join()).not.toMatch(/undefined|NaN|\[object|123456/);
  });
  it("was tried on every kind of value", () => expect(material.length).toBeGreaterThan(100));
});

describe("FIELD-2  prose changes nothing that is judged", () => {
  it.each(talk)("%s", (_, head) => {
    expect(describeEdits(full, head as ReleasePlan)).toEqual([]);
  });
  it("is all of the prose there is", () => expect(talk.length).toBeGreaterThan(15));
});
