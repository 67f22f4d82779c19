import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Machine, machine, machineLine, parseComment } from "../../scripts/report/comment/machine.ts";
import { lasting } from "../../scripts/report/comment/same.ts";
import { comment } from "../../scripts/report/comment.ts";
import { report } from "./build.ts";
import { cases } from "./cases.ts";
import { strange } from "./strange.ts";

describe("MACHINE-1  a comment parses back to the verdict it was written from", () => {
  it("whatever is in the verdict", () => {
    fc.assert(
      fc.property(strange, (report) => {
        const found = parseComment(comment(report));
        expect(found).toEqual(machine(report));
        expect(found?.cut).toBe(0);
        const said = report.judged.map(({ verdict }) =>
          verdict.findings.map(({ until, ...finding }) =>
            until ? { ...finding, until: until.toUTC().toISO() } : finding,
          ),
        );
        expect(found?.plans.map(({ findings }) => findings)).toEqual(said);
      }),
    );
  });

  it.each(Object.keys(cases))("%s", (name) => {
    expect(parseComment(comment(cases[name]!))).toEqual(machine(cases[name]!));
  });
});

it("MACHINE-2  nothing in the line ends it, opens a tag or calls anybody", () => {
  fc.assert(
    fc.property(strange, (report) => {
      expect(machineLine(report)).toMatch(/^<!-- flaghoist \{(?:(?!--)[^<>@&\n])*\} -->$/);
    }),
  );
});

it("MACHINE-3  a verdict too long for a line keeps its outcomes and its worst findings, and says how much is cut", () => {
  const { plans, cut, outcome } = machine(cases.long!);
  expect([outcome, plans[0]?.outcome]).toEqual(["wait", "wait"]);
  expect(plans[0]?.findings.every((finding) => finding.outcome === "wait")).toBe(true);
  expect(plans[0]!.findings.length + cut).toBe(cases.long!.judged[0]!.verdict.findings.length);
  expect(machineLine(cases.long!).length).toBeLessThanOrEqual(20_100);
});

it("MACHINE-3  of several plans too, the worst are said for certain", () => {
  const [plan] = cases.long!.judged;
  const passing = { ...plan!, verdict: { ...plan!.verdict, outcome: "pass" as const } };
  const found = plan!.verdict.findings.map((finding) => ({ ...finding, outcome: "pass" as const }));
  const fine = { ...passing, verdict: { ...passing.verdict, plan: "fine", findings: found } };
  const { plans } = machine(report([fine, ...cases["no-go-criteria"]!.judged]));
  expect(plans.map(({ plan, outcome }) => [plan, outcome])).toEqual([
    ["fine", "pass"],
    ["form1095b", "fail"],
  ]);
  expect(plans[1]?.findings.filter(({ outcome }) => outcome !== "pass").length).toBe(4);
});

const good = machineLine(cases.go!);

it.each([
  ["nothing", ""],
  ["prose", "Looks good to me"],
  ["a line that is not the first", `x\n${good}`],
  ["a line after a space", ` ${good}`],
  ["JSON cut short", '<!-- flaghoist {"version":1 -->'],
  ["no JSON", "<!-- flaghoist {x} -->"],
  ["another version", good.replace('"version":1', '"version":2')],
  ["no such outcome", good.replaceAll('"pass"', '"fine"')],
  ["plans that are none", good.replace(/"plans":\[.*\],"cut"/, '"plans":[null],"cut"')],
  ["findings that are none", good.replace(/"findings":\[.*\]\}\]/, '"findings":{}}]')],
])("MACHINE-4  %s is no verdict", (_, text) => {
  expect(parseComment(text)).toBeNull();
});

it("MACHINE-5  line ends that a forge changes make no difference", () => {
  const found: Machine | null = parseComment(comment(cases.go!).replaceAll("\n", "\r\n"));
  expect(found).toEqual(machine(cases.go!));
});

it("MACHINE-6  a comment that differs only in when it was asked is the same comment", () => {
  const text = comment(cases["not-yet-window"]!);
  const later = text.replaceAll("15:00 EDT", "15:30 EDT").replaceAll("in 18 hours 1 minute", "in 17 hours 31 minutes");
  expect(later).not.toBe(text);
  expect(lasting(later.replaceAll("in 18 hours", "in 17 hours 30 minutes"))).toBe(lasting(text));
  expect(lasting(text.replaceAll("0.71 %", "0.72 %"))).not.toBe(lasting(text));
  expect(lasting(text.replaceAll("09:01 EDT", "09:02 EDT"))).not.toBe(lasting(text));
  expect(lasting(text.replaceAll("opens 2025-03-13", "opens 2025-03-14"))).not.toBe(lasting(text));
});
