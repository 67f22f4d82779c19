import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { type RulesView, upkeepIssue, upkeepLine, type WorkflowState } from "../../scripts/report/upkeep.ts";

const last = DateTime.fromISO("2025-03-10T14:07:00Z");
const gate = (state: WorkflowState) => ({ kind: "workflow", file: ".github/workflows/flag-gate.yml", state }) as const;
const rules = (state: RulesView["state"]) => ({ kind: "rules", state }) as const;
const raised = (view: Parameters<typeof upkeepIssue>[0]) => {
  const issue = upkeepIssue(view);
  return issue.kind === "raise" ? `${issue.title}\n\n${issue.body}` : issue.kind;
};

it("KEEP-1  a workflow that stopped: since when, what that means, what to do", () => {
  expect(raised(gate({ kind: "late", last, every: 15, patience: 60 }))).toBe(
    `flag-gate does not run, or does not end well

flag-gate last ended well on 2025-03-10 at 14:07 UTC: it is due every 15 minutes, and 60 minutes is what we wait. Pull requests are not judged, and none is merged.

What to do: look at its last runs, and start one: \`gh workflow run flag-gate.yml\`. Once it is well again this issue is closed.`,
  );
  expect(raised(gate({ kind: "late", last: null, every: 60, patience: 240 }))).toContain(
    "has never ended well: it is due every 60 minutes, and 4 hours is what we wait",
  );
});

it.each<[WorkflowState, string]>([
  [{ kind: "off", state: "disabled_inactivity" }, "after 60 days without activity. Pull requests"],
  [{ kind: "off", state: "something_new" }, "flag-gate is something_new"],
  [{ kind: "missing" }, "has no file .github/workflows/flag-gate.yml on the base branch"],
  [{ kind: "unscheduled", why: "has no schedule on the base branch" }, "flag-gate has no schedule"],
  [{ kind: "untold", why: "the token needs actions=read", lasting: true }, "flag-gate is not watched"],
  [{ kind: "untold", why: "GitHub answered 502", lasting: false }, "leave"],
])("KEEP-2  %j", (state, said) => {
  expect(raised(gate(state))).toContain(said);
  expect(upkeepLine(gate(state)).well).toBe(false);
});

it("KEEP-3  what is well closes the issue and says so in the page of the run", () => {
  expect(upkeepIssue(gate({ kind: "alive", last }))).toEqual({
    kind: "close",
    because: "flag-gate last ended well on 2025-03-10 at 14:07 UTC.",
  });
  expect(upkeepLine(gate({ kind: "alive", last: null }))).toEqual({
    well: true,
    line: "flag-gate is new and has not run yet.",
  });
  expect(upkeepLine(rules({ kind: "same", unseen: true })).line).toContain("`flaghoist doctor` must look at that");
  expect(upkeepLine(rules({ kind: "no-files" }))).toMatchObject({ well: true });
  expect(upkeepIssue(rules({ kind: "no-files" }))).toEqual({ kind: "leave" });
});

it("KEEP-4  rules that differ, one line each; names from GitHub are shown and call nobody", () => {
  const differences = ['there is no ruleset "a"', '"@tmarsh <img>": enforcement is "disabled", not "active"'];
  const text = raised(rules({ kind: "drift", differences, unseen: false }));
  expect(text).toContain('- there is no ruleset "a"\n- "@&#8203;tmarsh &lt;img>": enforcement');
  expect(upkeepLine(rules({ kind: "drift", differences, unseen: true })).line).toMatch(/doctor.*: there is no ruleset/);
  const many = Array.from({ length: 5000 }, (_, at) => `rule ${at} is missing`);
  const long = raised(rules({ kind: "drift", differences: many, unseen: false }));
  expect(long.length).toBeLessThan(61_000);
  expect(long).toMatch(/_[\d,]+ lines left out\._$/);
});
