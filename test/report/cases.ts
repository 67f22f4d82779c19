import { loosens } from "../../scripts/plan/edits.ts";
import type { Report } from "../../scripts/report/value.ts";
import { local, percent, stage } from "../support/plans.ts";
import { at, finding, planReport, promote, report } from "./build.ts";
import * as says from "./findings.ts";
import { hostile, long } from "./hard-cases.ts";
import { broken, warned } from "./problem-cases.ts";

const plan = "form1095b";
const climb = Array.from({ length: 40 }, (_, i) => stage(`s${i + 1}`, { exposure: percent(i + 1) }));

/** What a pull request can be told, each case once. Every reader has a golden file for it. */
export const cases: Readonly<Record<string, Report>> = {
  go: report([planReport(promote(), says.inOrder, { digest: "sha256:5f1c" })]),

  "not-yet-window": report([
    planReport(promote(), [says.legal, says.complete, says.windowShut, says.soaking, says.good, ...says.allApproved]),
  ]),

  "not-yet-approvals": report([
    planReport(promote(), [...says.inOrder.filter(({ gate }) => gate !== "approvals"), ...says.nobodyApproved]),
  ]),

  "not-yet-everything": report([
    planReport(promote(), [
      ...[says.legal, says.notHeld, says.answersMissing, says.windowShut, says.soaking, says.inStep, says.few],
      ...[says.kept, says.approved("product", "rlindqvist"), says.asked("engineering", "@tmarsh or @jwexler")],
    ]),
  ]),

  "no-go-criteria": report([
    planReport(promote(), [
      ...[says.legal, says.notHeld, says.complete, says.windowOpen, says.soaking, says.inStep, says.bad],
      ...says.nobodyApproved,
    ]),
  ]),

  "no-go-window": report([planReport(promote(), [says.legal, says.complete, says.windowOver, says.soaked])]),

  "cannot-tell-provider": report([
    planReport(promote(), [says.legal, says.complete, says.windowOpen, says.soaked, says.inStep, says.unreachable]),
  ]),

  "first-stage": report([
    planReport(promote("planned", "uat"), [says.legal, ...says.allApproved], {
      base: at("planned"),
      head: at("uat"),
      evidence: { since: local("2025-03-01T09:00") },
    }),
  ]),

  "check-in": report([
    planReport(promote("full", "week-check"), [says.legal, says.soaked, says.good], {
      base: at("full"),
      head: at("week-check"),
    }),
  ]),

  "illegal-skip": report([
    planReport(
      {
        kind: "illegal",
        plan,
        reason: "move.skips-stage",
        why: "canary to full skips half",
        cure: "set standing to half; full comes after it",
      },
      [finding("fail move.skips-stage", "canary to full skips half")],
      { head: at("full") },
    ),
  ]),

  "edit-loosens": report([
    planReport(
      { kind: "edit", plan, changes: ["metrics.download-errors"] },
      [finding("pass move.legal", "2 edits, no stage up"), ...says.nobodyApproved],
      {
        head: at("canary"),
        edits: [`${loosens}download-errors: at most 1 % becomes at most 5 %`, "half: soak 1 day becomes 2 days"],
      },
    ),
  ]),

  enrol: report([
    planReport({ kind: "enrol", plan }, [finding("pass move.legal", "new, at planned"), ...says.nobodyApproved], {
      base: null,
      head: at("planned"),
      evidence: { since: null },
    }),
  ]),

  revert: report([
    planReport(
      { kind: "revert", plan, from: "half", to: "planned" },
      [finding("pass move.legal", "half down to planned, with its entry in reverts")],
      {
        base: at("half"),
        head: at("planned", {
          reverts: [
            {
              from: "half",
              at: local("2025-03-13T16:20"),
              because: "download-errors: 2.4 % > 1 % (14 of 583)",
              evidence: "https://grafana.example.gov/d/1095b?from=now-6h",
              resolved: null,
            },
          ],
        }),
      },
    ),
  ]),

  retire: report([
    planReport(
      { kind: "retire", plan, from: "month-check" },
      [
        finding("pass move.legal", "month-check, the last stage, to retired"),
        finding(
          "fail validation.still-referenced",
          "2 places in the code still name the flags: src/download.ts:14, src/menu.ts:3",
          {
            about: "references",
          },
        ),
      ],
      { base: at("month-check"), head: at("retired") },
    ),
  ]),

  stay: report([
    planReport({ kind: "stay", plan }, [finding("pass move.legal", "nothing but prose changes")], {
      head: at("canary"),
    }),
  ]),

  remove: report([
    planReport({ kind: "remove", plan }, [finding("pass move.legal", "retired on main, its file is deleted")], {
      base: at("retired"),
      head: null,
    }),
  ]),

  "two-plans": report([
    planReport(promote(), says.inOrder),
    planReport(
      { ...promote("uat", "canary"), plan: "letters" },
      [{ ...says.bad, about: "letter-errors" }, says.legal],
      {
        base: at("uat", { name: "letters", title: "Benefit letters", file: "flags/letters.yaml" }),
        head: at("canary", { name: "letters", title: "Benefit letters", file: "flags/letters.yaml" }),
      },
    ),
  ]),

  "many-stages": report([
    planReport(promote("s20", "s21"), [says.legal], {
      base: at("s20", { stages: climb }),
      head: at("s21", { stages: climb }),
    }),
  ]),

  broken,
  warned,
  "nothing-moves": report([]),
  long,
  hostile,
};
