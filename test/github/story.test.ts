import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { whoSees } from "../../scripts/commands/demo/audience.ts";
import { applicationCode, cleanedCode, plan } from "../../scripts/commands/demo/files.ts";
import { resolveRevert, setResults, setStanding } from "../../scripts/load/edit.ts";
import { upkeepLabel } from "../../scripts/workflows/upkeep.ts";
import { planFile } from "./actions/stage.ts";
import { allWell, beginStory, type Story } from "./actions/story.ts";
import type { Ruleset } from "./emulator/rules/ruleset.ts";

const folder = join(import.meta.dirname, "../../.github/rulesets");
const rulesets = readdirSync(folder)
  .sort()
  .map((name): Ruleset => JSON.parse(readFileSync(join(folder, name), "utf8")));

const uat = {
  uniqueUsers: 3,
  bugsFound: 1,
  bugsFixed: 1,
  downstream: "unaffected",
  confirmed: ["They can see their 1095-B"],
};
const answers = (uniqueUsers: number) => ({ uniqueUsers, downstream: "unaffected", errorTypes: "timeouts" });
const checkIn = { handlingIssues: "none", errorTypes: "timeouts", changes: "none" };
const good = (percent: number) => ({ percent, errorRate: 0.003 });

type Edit = (text: string) => string;
const up =
  (to: string): Edit =>
  (text) =>
    setStanding(text, to);
const leave =
  (from: string, to: string, results: Readonly<Record<string, unknown>>): Edit =>
  (text) =>
    setResults(setStanding(text, to), from, results);

/** Proposed, approved by all, merged by a pass of the gate, written by the sync that the merge starts. */
async function promote(story: Story, branch: string, edit: Edit): Promise<number> {
  const number = story.propose(`promote/${branch}`, edit);
  story.approve(number);
  const runs = allWell(await story.pass("flag-gate.yml"));
  story.expects(number, "pass, merged");
  expect(runs).toContain("flag-sync");
  return number;
}

/** How many of 10,000 people see the flag, by the SDK that applications use. */
async function seen(story: Story): Promise<number> {
  const place = join(mkdtempSync(join(tmpdir(), "flaghoist-story-")), "production.flagd.json");
  writeFileSync(place, story.store());
  const people = await whoSees(place, "form1095b_download");
  rmSync(dirname(place), { recursive: true });
  return people.size;
}

it("GITHUB-STORY-1  six weeks through the real workflows: enrolment, reviews, a window, a revert, retirement", async () => {
  const story = await beginStory({ start: "2025-03-10T09:00", plan: null, rulesets });
  const { hands } = story;
  hands.push("main", { "src/download.js": applicationCode }, { by: "jwexler" });

  // Enrolment: every event is told. The signal wakes the gate, comments change nothing, approvals do.
  hands.push("enrol", { [planFile]: plan }, { by: "jwexler" });
  const enrolment = hands.open({ head: "enrol", title: "Release the 1095-B download", by: "jwexler" });
  expect(allWell(await story.told())).toEqual(expect.arrayContaining(["flag-pr", "flag-gate"]));
  story.expects(enrolment, "wait");
  story.approve(enrolment);
  const woken = allWell(await story.told());
  story.expects(enrolment, "pass, merged");
  expect(woken.filter((name) => name === "flag-pr").length).toBe(3);
  expect(woken).toContain("flag-sync");

  story.until("2025-03-10T10:00");
  await promote(story, "uat", up("uat"));
  expect(await seen(story)).toBe(3);

  // Somebody is in a hurry, somebody loosens the criterion they are judged by.
  story.until("2025-03-11T11:00", good(0));
  const hurry = story.propose("hurry", leave("uat", "half", uat));
  const looser = story.propose("looser", (text) =>
    leave("uat", "canary", uat)(text).replace("max: 0.01 }", "max: 0.10 }"),
  );
  // The third is as it should be, approved by all and a day early.
  const canary = story.propose("promote/canary", leave("uat", "canary", uat));
  for (const number of [hurry, looser, canary]) story.approve(number);
  allWell(await story.pass("flag-gate.yml"));
  expect([hurry, looser, canary].map(story.verdict)).toEqual(["fail", "fail", "wait"]);
  for (const number of [hurry, looser]) hands.edit(number, { state: "closed" }, { by: "jwexler" });

  // The window opens: nobody has to click.
  story.until("2025-03-12T09:07", good(0));
  story.runner.waiting.length = 0;
  expect(allWell(await story.runner.tick())).toEqual(expect.arrayContaining(["flag-gate", "flag-sync"]));
  story.expects(canary, "pass, merged");
  expect(await seen(story)).toBe(1019);

  // 5 % of downloads fail. The store is lowered, then main says so, and the plan is held.
  story.until("2025-03-12T11:15", { percent: 10, errorRate: 0.05 });
  allWell(await story.pass("flag-monitor.yml"));
  expect(story.plan()).toContain("standing: planned");
  expect(await seen(story)).toBe(0);
  expect(
    hands
      .issues()
      .filter(({ state, labels }) => state === "open" && !labels.has(upkeepLabel)) // nobody ran the gate for two hours
      .map(({ title }) => title),
  ).toEqual([]);
  const again = story.propose("again", up("uat"));
  allWell(await story.pass("flag-gate.yml"));
  story.expects(again, "fail");
  hands.edit(again, { state: "closed" }, { by: "jwexler" });

  // The revert is resolved, the windows move, and it climbs again, a stage at a time.
  story.until("2025-03-14T10:00");
  const mended = story.propose("resolve", (text) =>
    [12, 13, 14].reduce(
      (moved, day) =>
        moved.replace(`2025-03-${day}, closes: 2025-03-${day}`, `2025-03-${day + 6}, closes: 2025-03-${day + 6}`),
      resolveRevert(text, 0, "The document service retries now"),
    ),
  );
  story.approve(mended);
  allWell(await story.pass("flag-gate.yml"));
  story.expects(mended, "pass, merged");
  story.until("2025-03-17T10:00");
  await promote(story, "uat-2", up("uat"));
  story.until("2025-03-18T10:00", good(0));
  await promote(story, "canary-2", up("canary"));

  // The monitor proposes the next stage; people answer what only they know, and approve.
  story.until("2025-03-19T11:00", good(10));
  allWell(await story.pass("flag-monitor.yml"));
  const proposed = [...hands.state.threads.values()].find(
    ({ title, state }) => state === "open" && /half/.test(title),
  )!;
  const branch = hands.pull(proposed.number).head.ref;
  const text = hands.read(branch, planFile)!;
  hands.push(branch, { [planFile]: setResults(text, "canary", answers(1184)) }, { by: "jwexler" });
  story.approve(proposed.number);
  allWell(await story.pass("flag-gate.yml"));
  story.expects(proposed.number, "pass, merged");
  expect(await seen(story)).toBe(5018);

  story.until("2025-03-20T12:00", good(50));
  await promote(story, "full", leave("half", "full", answers(5930)));
  story.until("2025-03-28T10:00", good(100));
  await promote(story, "week", leave("full", "week-check", answers(11_890)));
  story.until("2025-04-21T10:00", good(100));
  await promote(story, "month", leave("week-check", "month-check", checkIn));

  story.until("2025-04-22T10:00", good(100));
  hands.push("main", { "src/download.js": cleanedCode }, { by: "jwexler" });
  await promote(story, "retire", (text) =>
    leave("month-check", "retired", checkIn)(text).replace("done: false", "done: true"),
  );
  expect(story.store()).not.toContain("form1095b_download");

  expect(story.github.violations).toEqual([]);
  const secret = /User;(4711|1907|8080)|BEGIN RSA/;
  for (const { jobs } of story.runner.runs) {
    for (const { log, summary } of Object.values(jobs)) expect(`${log}${summary}`).not.toMatch(secret);
  }
}, 900_000);
