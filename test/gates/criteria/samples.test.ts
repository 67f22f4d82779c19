import { describe, expect, it } from "vitest";
import { judgeSamples, tooFew } from "../../../scripts/gates/criteria/samples.ts";
import { measured, query, type Told, valued } from "./given.ts";

it.each([
  [200, null],
  [199.9999999999, null],
  [199.7, "199 of 200 samples; at this rate enough in about 1 minute"],
  [199, "199 of 200 samples; at this rate enough in about 1 minute"],
  [50, "50 of 200 samples; at this rate enough in about 3 hours"],
  [0, "0 of 200 samples; none yet"],
])("CRIT-31  %d samples in an hour, of 200", (samples, because) => {
  expect(tooFew(valued(), samples, 3_600_000)?.because ?? null).toBe(because);
});

it("CRIT-32  a wait for samples says how many are missing", () => {
  expect(tooFew(valued(), 120.5, 3_600_000)).toMatchObject({ code: "below-min-samples", waitsFor: "80 more samples" });
});

describe("CRIT-33  what stands between a value and a pass", () => {
  const judge = (samples: Told, parts = {}, value = query("v")) => {
    const metric = valued({}, parts);
    return judgeSamples(metric, query("s"), value, measured(metric, { samples }), "0.3 <= 0.5");
  };
  it.each([
    [1200, null],
    [120, "wait below-min-samples"],
    [0, "wait no-data"],
    [-5, "wait no-data"],
    [null, "wait no-data"],
    ["timeout", "error timeout"],
  ] as const)("%s samples: %s", (samples, expected) => {
    const found = judge(samples);
    expect(found === null ? null : `${found.outcome} ${found.code}`).toBe(expected);
  });
  it("no samples query is no way to know, unless a person looked or nothing depends on it", () => {
    const without = (metric = valued(), value = query("v")) =>
      judgeSamples(metric, null, value, measured(metric, {}), "0 <= 0.5");
    expect(without()).toMatchObject({ outcome: "error", code: "config" });
    expect(without()!.because).toBe(
      "0 <= 0.5, but p95 has no samples query, and no events would read the same: add one",
    );
    expect(without(valued({}, { role: "observe" }))).toBeNull();
    expect(without(valued(), query("look", "manual"))).toBeNull();
  });
});
