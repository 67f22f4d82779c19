import { Duration } from "luxon";
import { expect, it } from "vitest";
import { loadPlan } from "../../scripts/load/plan.ts";

const query = (name: string) => ({ provider: "prometheus", query: name });

function metric(written: string) {
  const text = `title: T
owner: "@rlindqvist"
standing: planned
flags: { a: {} }
metrics:
  m: ${written}
stages: [{ name: canary }]
`;
  const loaded = loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  return loaded.loaded.value.metrics[0]!;
}

const bad = "bad: { provider: prometheus, query: b }, total: { provider: prometheus, query: t }";
const value = "objective: { min: 500 }, value: { provider: prometheus, query: v }";

it("METRIC-1  what a metric leaves out has the documented default", () => {
  expect(metric(`{ kind: ratio, objective: { max: 0.01 }, ${bad} }`)).toEqual({
    name: "m",
    title: "m",
    measure: {
      kind: "ratio",
      objective: { max: 0.01 },
      bad: query("b"),
      total: query("t"),
      control: null,
      burnRate: [],
    },
    role: "guardrail",
    window: "stage",
    initialDelay: Duration.fromISO("PT15M"),
    settle: Duration.fromISO("PT5M"),
    maxAge: Duration.fromISO("PT2H"),
    minSamples: 1,
    unit: "request",
    designEffect: 1,
    test: { alpha: 0.05, planSamples: 1000 },
    evidence: "point",
    onFail: "hold",
    onNoData: { after: Duration.fromISO("PT24H"), action: "hold" },
    deadline: null,
    allowPartial: false,
  });
});

it("METRIC-2  every field is read as it is written", () => {
  const written = `{ title: Errors, kind: value, ${value}, samples: { provider: manual }, consecutive: 5, minSamples: 200,
    role: observe, onFail: revert, onNoData: { after: PT6H, action: revert }, window: PT6H, initialDelay: PT1M, settle: P2D,
    maxAge: PT3H, unit: actor, designEffect: 2.5, test: { alpha: 0.01, planSamples: 50 }, evidence: sequential,
    deadline: P7D, allowPartial: true }`;
  expect(metric(written)).toEqual({
    name: "m",
    title: "Errors",
    measure: {
      kind: "value",
      objective: { min: 500 },
      value: query("v"),
      samples: { provider: "manual", query: "" },
      consecutive: 5,
    },
    role: "observe",
    window: Duration.fromISO("PT6H"),
    initialDelay: Duration.fromISO("PT1M"),
    settle: Duration.fromISO("P2D"),
    maxAge: Duration.fromISO("PT3H"),
    minSamples: 200,
    unit: "actor",
    designEffect: 2.5,
    test: { alpha: 0.01, planSamples: 50 },
    evidence: "sequential",
    onFail: "revert",
    onNoData: { after: Duration.fromISO("PT6H"), action: "revert" },
    deadline: Duration.fromISO("P7D"),
    allowPartial: true,
  });
});

it.each([
  [
    `{ kind: ratio, objective: { max: 0.01 }, ${bad}, control: { ${bad}, maxRatio: 1.5 },
       burnRate: [{ factor: 14.4, long: PT1H, short: PT5M, minCount: 10 }] }`,
    {
      kind: "ratio",
      objective: { max: 0.01 },
      bad: query("b"),
      total: query("t"),
      control: { bad: query("b"), total: query("t"), maxRatio: 1.5 },
      burnRate: [{ factor: 14.4, long: Duration.fromISO("PT1H"), short: Duration.fromISO("PT5M"), minCount: 10 }],
    },
  ],
  [`{ kind: count, ${value} }`, { kind: "count", objective: { min: 500 }, value: query("v"), samples: null }],
  [
    `{ kind: value, ${value} }`,
    { kind: "value", objective: { min: 500 }, value: query("v"), samples: null, consecutive: 3 },
  ],
  [
    "{ kind: share, exposed: { provider: prometheus, query: e }, eligible: { provider: prometheus, query: g } }",
    { kind: "share", exposed: query("e"), eligible: query("g") },
  ],
])("METRIC-3  each kind has its own queries: %s", (written, measure) => {
  expect(metric(written).measure).toEqual(measure);
});
