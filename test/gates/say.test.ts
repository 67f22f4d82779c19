import { expect, it } from "vitest";
import { voice } from "../../scripts/gates/say.ts";
import { now } from "../support/evidence.ts";

it("SAY-1  a finding carries its gate, and nothing it was not told", () => {
  const say = voice("soak", { "soak.x": { means: "M.", cure: "C." } });
  expect(say("pass", "soak.x", "because")).toStrictEqual({
    gate: "soak",
    outcome: "pass",
    reason: "soak.x",
    because: "because",
  });
  expect(say("wait", "soak.x", "b", { until: now, waitsFor: "w" })).toMatchObject({ until: now, waitsFor: "w" });
});
