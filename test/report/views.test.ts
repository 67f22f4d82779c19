import { describe, expect, it } from "vitest";
import {
  driftJson,
  historyJson,
  monitorJson,
  planJson,
  statusJson,
  syncJson,
  validateJson,
} from "../../scripts/report/json.ts";
import { driftText, historyText, monitorText, planText, statusText, syncText } from "../../scripts/report/terminal.ts";
import { now } from "./build.ts";
import { cases } from "./cases.ts";
import { golden, goldenFiles } from "./golden.ts";
import { drift, inStep, moves, statuses, synced, watched, whole } from "./view-cases.ts";

const look = { columns: 100, colour: false };
const moved = (name: string) =>
  cases[name]!.judged.map(({ subject, exposure, edits }) => {
    const change = { name: subject.move.plan, base: subject.base, head: subject.head };
    return { move: subject.move, change, exposure, edits };
  });
const { diagnostics } = cases.broken!;

describe("VIEW-1  the other commands print what test/golden/report/*.txt says", () => {
  it.each([
    ["status", statusText(statuses, { ...look, now, whole: false })],
    ["status-narrow", statusText(statuses, { ...look, columns: 72, now, whole: false })],
    ["status-whole", statusText(whole, { ...look, now, whole: true })],
    ["plan", planText([...moved("two-plans"), ...moved("illegal-skip"), ...moved("edit-loosens")], diagnostics, look)],
    ["history", historyText("form1095b", moves, look)],
    ["drift", driftText(drift, look)],
    ["sync", syncText(synced, look)],
    ["monitor", monitorText(watched, look)],
  ])("%s", async (name, text) => {
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`view-${name}.txt`));
  });
});

describe("VIEW-2  and with --json what test/golden/report/*.json says", () => {
  it.each([
    ["status", statusJson(statuses, now)],
    ["plan", planJson([...moved("two-plans"), ...moved("illegal-skip")], diagnostics)],
    ["validate", validateJson(12, diagnostics)],
    ["history", historyJson("form1095b", moves)],
    ["drift", driftJson(drift)],
    ["sync", syncJson(synced)],
    ["monitor", monitorJson(watched)],
  ])("%s", async (name, document) => {
    expect(document.version).toBe(1);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(golden(`view-${name}.json`));
  });
});

it("VIEW-3  nothing to say is said in a sentence", () => {
  expect(statusText({ plans: [], broken: [] }, { ...look, now, whole: false })).toBe(
    "No plans yet: flaghoist new NAME makes one.",
  );
  expect(driftText(inStep, look)).toBe("All stores run what main says. 1 flag in step.");
  expect(syncText(inStep, look)).toBe("Nothing to write: all stores run 9f8e7d6c5b. 1 flag in step.");
  expect(monitorText([], look)).toBe("No plan stands in a stage: nothing to watch.");
  expect(planText([], [], look)).toBe("No plan moves.");
});

it("VIEW-4  the ids of people that a store holds are never printed", () => {
  const said = [driftText(drift, look), syncText(synced, look), JSON.stringify([driftJson(drift), syncJson(synced)])];
  expect(said.join("\n")).not.toContain("person-7");
});

it("VIEW-5  no golden file is left behind", () => {
  const count = (ending: string) => goldenFiles(ending).length;
  expect([count(".md"), count(".txt"), count(".json"), count(".sarif")]).toEqual([27, 35, 13, 1]);
});
