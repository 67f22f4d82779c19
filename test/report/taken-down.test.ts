import { expect, it } from "vitest";
import { takenDownText } from "../../scripts/report/taken-down.ts";

it("TAKEN-1  names who took it down where the store says so, as text that nobody is mentioned by", () => {
  const change = {
    who: "ops@example.gov @everyone `x`",
    at: "2025-03-12T15:00:00Z",
    what: "feature-environment-disabled",
  };
  expect(takenDownText(change)).toContain("audit log names");
  expect(takenDownText(change)).toContain("feature-environment-disabled");
  expect(takenDownText(change)).not.toMatch(/@\w/);
});

it("TAKEN-2  says so where it does not", () => {
  expect(takenDownText(null)).toContain("does not say who");
});
