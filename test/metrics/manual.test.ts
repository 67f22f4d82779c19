import { expect, it } from "vitest";
import type { Observation } from "../../scripts/flag/results.ts";
import { manualProvider } from "../../scripts/metrics/manual.ts";
import { providerConformance, questionOf } from "../conformance/provider.ts";

const seen: Observation = {
  value: 412,
  samples: 900,
  observedBy: "@tmarsh",
  observedAt: "2026-01-15T11:30:00Z",
  evidence: "https://calls.example.gov/1095b",
};
const observed = (more: Partial<Observation> = {}) => questionOf("", "PT1H", { observation: { ...seen, ...more } });

providerConformance("manual", async () => ({
  provider: manualProvider(),
  known: { question: observed(), value: 412 },
  nothing: questionOf(""),
  wrong: [{ question: observed({ value: Number.POSITIVE_INFINITY }), reason: "not-finite" }],
  secrets: [],
}));

it.each(["2026-01-15T11:00:00Z", "2026-01-15T12:00:00Z", "2026-01-15T06:30:00-05:00"])(
  "MANUAL-1  counts what was seen within the window, both ends included: %s",
  async (observedAt) => {
    expect(await manualProvider().ask(observed({ observedAt }))).toEqual({ kind: "number", value: 412 });
  },
);

it.each([
  [
    { observedAt: "2026-01-15T10:59:59Z" },
    "download-errors was observed 2026-01-15T10:59:59Z, before the window began 2026-01-15T11:00:00Z: look again",
  ],
  [
    { observedAt: "2027-01-15T12:00:00Z" },
    "download-errors was observed 2027-01-15T12:00:00Z, after the window's end 2026-01-15T12:00:00Z: counts once that has passed",
  ],
  [
    { observedAt: "2026-01-15T11:30:00" },
    "download-errors: observedAt is no instant with an offset: write 2026-01-15T12:00:00Z",
  ],
  [{ evidence: "http://calls.example.gov" }, "download-errors: evidence is no https address: link what was seen"],
  [{ evidence: "I saw it" }, "download-errors: evidence is no https address: link what was seen"],
  [{ observedBy: " " }, "download-errors: observedBy is empty: say who saw it"],
])("MANUAL-2  %j does not count: %s", async (more, why) => {
  expect(await manualProvider().ask(observed(more))).toEqual({ kind: "no-data", why });
});

it("MANUAL-3  without an observation there is no data, and where it belongs", async () => {
  const why = "nobody wrote down download-errors for this stage: add it under results.observed";
  expect(await manualProvider().ask(questionOf(""))).toEqual({ kind: "no-data", why });
});

it("MANUAL-4  samples are a number of their own, and missing ones are not 0", async () => {
  const ask = (samples: number | null) => manualProvider().ask({ ...observed({ samples }), part: "samples" });
  expect(await ask(900)).toEqual({ kind: "number", value: 900 });
  expect(await ask(null)).toEqual({ kind: "no-data", why: "download-errors: samples is not filled in" });
});
