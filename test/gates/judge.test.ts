import { expect, it } from "vitest";
import type { Gate } from "../../scripts/gates/gate.ts";
import { judge } from "../../scripts/gates/judge.ts";
import { move } from "../../scripts/gates/move.ts";
import { base, evidence, head, line, pullRequest, subject } from "../support/evidence.ts";
import { plan } from "../support/plans.ts";

it("JUDGE-1  a promotion with everything in order is a Go, every gate heard in its order", () => {
  const verdict = judge(subject(), evidence());
  expect(verdict.findings.map(({ gate }) => gate)).toEqual([
    ...["move", "hold", "results", "window", "soak", "running", "criteria", "cohort", "approvals", "approvals"],
  ]);
  expect(verdict.findings.map(line).slice(0, 6)).toEqual([
    "pass move.legal  canary to half, one stage up",
    "pass hold.none  never reverted",
    "pass results.complete  1 of 1 results of canary there",
    "pass window.open  it is 2025-03-13 11:00 EDT; the window of half closes 2025-03-14 00:00 EDT",
    "pass soak.elapsed  stood in canary since 2025-03-12 10:00 EDT; soak of 1 day ended 2025-03-13 10:01 EDT",
    "pass running.as-wanted  form1095b_download in memory m is shown to 3 named actors and 10 % of users, as main says",
  ]);
  expect(verdict).toMatchObject({ plan: "form1095b", outcome: "pass" });
});

it("JUDGE-2  of an illegal move only the move gate speaks", () => {
  const skipping = subject(base, { ...head, standing: "full" });
  const verdict = judge(skipping, evidence());
  expect(verdict.findings.map(({ gate, outcome, reason }) => [gate, outcome, reason])).toEqual([
    ["move", "fail", "move.skips-stage"],
  ]);
  expect(verdict.outcome).toBe("fail");

  const loud: Gate = { name: "soak", judge: () => [{ gate: "soak", outcome: "wait", reason: "soak.x", because: "x" }] };
  expect(judge(skipping, evidence(), [move, loud]).findings).toHaveLength(1);
  expect(judge(subject(), evidence(), [move, loud]).findings).toHaveLength(2);
});

it.each([
  ["stay", base, { ...base, title: "x" }, ["move"]],
  ["edit", base, { ...base, owner: "@x" }, ["move", "approvals", "approvals"]],
  ["enrol", null, plan(), ["move", "approvals", "approvals"]],
  [
    "revert",
    base,
    {
      ...base,
      standing: "planned",
      reverts: [{ from: "canary", at: evidence().now, because: "x", evidence: null, resolved: null }],
    },
    ["move"],
  ],
  ["remove", plan({ standing: "retired" }), null, ["move"]],
] as const)("JUDGE-3  %s is heard by no gate that has nothing to say of it", (kind, from, to, gates) => {
  const verdict = judge(subject(from, to), evidence());
  expect(verdict.move.kind).toBe(kind);
  expect(verdict.findings.map(({ gate }) => gate)).toEqual(gates);
  expect(verdict.outcome).toBe("pass");
});

it("JUDGE-4  the outcome is the worst finding's", () => {
  const early = evidence({ now: evidence().now.minus({ hours: 1, minutes: 30 }) });
  expect(judge(subject(), early).outcome).toBe("wait");
  expect(judge(subject(), { ...early, stores: [] }).outcome).toBe("error");
  expect(judge(subject(), { ...early, stores: [], holds: ["hold"] }).outcome).toBe("fail");
  expect(judge(subject(), evidence({ pullRequest: pullRequest({ reviews: [] }) })).outcome).toBe("wait");
});
