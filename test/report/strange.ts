import fc from "fast-check";
import type { Finding } from "../../scripts/gates/gate.ts";
import { gateNames, outcomes } from "../../scripts/gates/gate.ts";
import type { Move } from "../../scripts/plan/move.ts";
import type { Report } from "../../scripts/report/value.ts";
import { local, stage, windowOf } from "../support/plans.ts";
import { at, planReport, report } from "./build.ts";
import { strangers } from "./strangers.ts";

const findings: fc.Arbitrary<Finding> = fc
  .record(
    {
      gate: fc.constantFrom(...gateNames),
      outcome: fc.constantFrom(...outcomes),
      reason: fc.constantFrom("soak.not-elapsed", "criteria.no-data", "approvals.missing", "not.listed"),
      because: strangers,
      about: fc.oneof(strangers, fc.constant("engineering")),
      waitsFor: strangers,
      until: fc.nat(100_000).map((minutes) => local("2025-03-12T09:00").plus({ minutes })),
    },
    { requiredKeys: ["gate", "outcome", "reason", "because"] },
  )
  .map((found) => found as Finding);

const moves = (plan: string, from: string, to: string, text: string): readonly Move[] => [
  { kind: "promote", plan, from, to },
  { kind: "revert", plan, from: to, to: from },
  { kind: "retire", plan, from },
  { kind: "edit", plan, changes: [text] },
  { kind: "enrol", plan },
  { kind: "remove", plan },
  { kind: "stay", plan },
  { kind: "illegal", plan, reason: "move.skips-stage", why: text, cure: text },
];

/** Reports in which every text is a stranger's. */
export const strange: fc.Arbitrary<Report> = fc
  .array(
    fc.record({
      names: fc.uniqueArray(strangers, { minLength: 2, maxLength: 4 }),
      text: strangers,
      title: strangers,
      which: fc.nat(7),
      found: fc.array(findings, { maxLength: 6 }),
      new: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  .map((plans) =>
    report(
      plans.map(({ names, text, title, which, found, new: isNew }) => {
        const stages = names.map((name, i) =>
          stage(name, { environment: text, exposure: { actors: [], percent: i * 10 } }),
        );
        const flags = [{ key: text, description: text, variants: { on: true, off: false } }];
        const window = { ...windowOf("2025-03-13", "2025-03-14"), text };
        const reverts = [{ from: text, at: local("2025-03-12T09:00"), because: text, evidence: text, resolved: null }];
        const shape = { title, owner: text, flags, stages: stages.map((one) => ({ ...one, window })) };
        const move = moves(title, names[0]!, names[1]!, text)[which]!;
        const base = isNew ? null : at(names[0]!, shape);
        return planReport(move, found, { base, head: at(names[1]!, { ...shape, reverts }), edits: [text] });
      }),
      plans.map(({ text, title }) => {
        const place = { line: 1, column: 1, length: 3 };
        return { diagnostic: { rule: "schema", severity: "error", message: title, file: text, place }, text };
      }),
    ),
  );
