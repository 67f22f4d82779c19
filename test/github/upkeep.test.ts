import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plan } from "../../scripts/commands/demo/files.ts";
import { setStanding } from "../../scripts/load/edit.ts";
import { upkeepLabel } from "../../scripts/workflows/upkeep.ts";
import { runOf, saidBy } from "./actions/stage.ts";
import { beginStory, type Story } from "./actions/story.ts";
import type { Ruleset } from "./emulator/rules/ruleset.ts";
import type { Run } from "./runner/result.ts";

const start = "2025-03-10T10:00";
const folder = join(import.meta.dirname, "../../.github/rulesets");
const rulesetFiles = Object.fromEntries(
  readdirSync(folder).map((name) => [`.github/rulesets/${name}`, readFileSync(join(folder, name), "utf8")]),
);

/** What is open about it, and how often anything was written. */
const open = ({ hands }: Story) =>
  hands
    .issues()
    .filter(({ labels, state }) => labels.has(upkeepLabel) && state === "open")
    .map(({ title }) => title);

const all = ({ hands }: Story) => hands.issues().filter(({ labels }) => labels.has(upkeepLabel));

/** One pass of a workflow; it must end well, whatever it finds. */
async function pass(story: Story, file: string): Promise<Run> {
  const run = runOf(await story.runner.start(file), file.replace(".yml", ""));
  expect(run.conclusion, saidBy(run)).toBe("success");
  expect(story.github.violations).toEqual([]);
  return run;
}

const pageOf = ({ jobs }: Run) =>
  Object.values(jobs)
    .map(({ summary }) => summary)
    .join("\n");
const warnings = ({ jobs }: Run) =>
  Object.values(jobs).flatMap(({ annotations }) =>
    annotations.flatMap((one) => (one.level === "warning" ? [one.message] : [])),
  );

describe.each(["app", "basic"] as const)("with %s", (mode) => {
  it("UPKEEP-1  a gate that stopped is told once, and the issue is closed when it runs again", async () => {
    const story = await beginStory({ start, mode });
    await pass(story, "flag-gate.yml");
    story.github.clock.advance({ minutes: 59 });
    await pass(story, "flag-sync.yml");
    await pass(story, "flag-monitor.yml");
    expect(all(story)).toEqual([]);

    story.github.clock.advance({ minutes: 2 });
    const found = await pass(story, "flag-monitor.yml");
    expect(open(story)).toEqual(["flag-gate does not run, or does not end well"]);
    const [issue] = all(story);
    expect(issue!.body).toContain("flag-gate last ended well on 2025-03-10 at 14:00 UTC: it is due every 15 minutes");
    expect(issue!.body).toContain("`gh workflow run flag-gate.yml`");
    expect(warnings(found)).toEqual([expect.stringContaining("flag-gate last ended well")]);

    const written = issue!.updatedAt;
    story.github.clock.advance({ minutes: 15 });
    await pass(story, "flag-monitor.yml");
    expect(all(story).map(({ updatedAt }) => updatedAt)).toEqual([written]);

    await pass(story, "flag-gate.yml");
    await pass(story, "flag-monitor.yml");
    expect(open(story)).toEqual([]);
    expect(all(story)).toHaveLength(1);
    expect(all(story)[0]!.body).toContain("Closed: flag-gate last ended well on 2025-03-10 at 15:16 UTC.");
  }, 180_000);
});

it("UPKEEP-2  the monitor, which cannot report its own death, is watched by the sync", async () => {
  const story = await beginStory({ start });
  await pass(story, "flag-monitor.yml");
  story.github.clock.advance({ minutes: 61 });
  await pass(story, "flag-sync.yml");
  await pass(story, "flag-sync.yml");
  expect(open(story)).toEqual(["flag-monitor does not run, or does not end well"]);
  expect(all(story)[0]!.body).toContain("no flag is taken down when its numbers turn bad");
  await pass(story, "flag-monitor.yml"); // finds the gate dead, and leaves alone what is the sync's to tell
  expect(open(story)).toEqual([
    "flag-monitor does not run, or does not end well",
    "flag-gate does not run, or does not end well",
  ]);
  await pass(story, "flag-sync.yml");
  expect(open(story)).toEqual(["flag-gate does not run, or does not end well"]);
}, 180_000);

it("UPKEEP-3  a schedule that GitHub switched off is told at once, with the way to switch it on", async () => {
  const story = await beginStory({ start });
  const { disabledWorkflows } = story.hands.state;
  await pass(story, "flag-sync.yml");
  disabledWorkflows.set(".github/workflows/flag-sync.yml", "disabled_inactivity");
  await pass(story, "flag-monitor.yml");
  expect(open(story)).toEqual(["flag-sync is switched off"]);
  expect(all(story)[0]!.body).toMatch(/after 60 days without activity[\s\S]*`gh workflow enable flag-sync\.yml`/);
  disabledWorkflows.clear();
  await pass(story, "flag-monitor.yml");
  expect(open(story)).toEqual([]);
}, 180_000);

/** A repository set up as the files say, for an App with this number. */
async function guarded(mode: "app" | "basic" = "app"): Promise<Story> {
  const rulesets = mode === "app" ? Object.values(rulesetFiles).map((text): Ruleset => JSON.parse(text)) : [];
  const story = await beginStory({ start, mode, plan: setStanding(plan, "canary"), rulesets });
  story.hands.push("main", rulesetFiles, { by: "tmarsh" });
  return story;
}

it("UPKEEP-4  rules that are not as their files say are told once, in words, and no longer once they are", async () => {
  const story = await guarded();
  const { rulesets } = story.hands.state;
  const page = pageOf(await pass(story, "flag-monitor.yml"));
  expect(all(story)).toEqual([]);
  expect(page).toContain("✓ the rules of branches are as .github/rulesets says; who may bypass them is told only to");

  const [first, second] = rulesets.splice(0, 2) as [Ruleset, Ruleset];
  const loose = JSON.stringify(second).replace(
    '"required_approving_review_count":1',
    '"required_approving_review_count":0',
  );
  rulesets.push(JSON.parse(loose.replaceAll("424242", "15368")));
  await pass(story, "flag-monitor.yml");
  await pass(story, "flag-monitor.yml");
  expect(open(story)).toEqual(["The rules of branches are not as .github/rulesets says"]);
  const { body } = all(story)[0]!;
  expect(body).toContain('there is no ruleset "flaghoist: integrity of main (no bypass)"');
  expect(body).toMatch(/required\\_approving\\_review\\_count is 0, not 1|required_approving_review_count is 0, not 1/);
  expect(body).toContain("the App is github-actions, whose checks anybody with write access can write");
  expect(body).toContain("flaghoist setup --print");

  rulesets.splice(0, rulesets.length, { ...first, id: 1 }, { ...second, id: 2 }, ...rulesets.slice(0, 2));
  await pass(story, "flag-monitor.yml");
  expect(open(story)).toEqual([]);
  expect(all(story)).toHaveLength(1);
}, 180_000);

it("UPKEEP-5  without an App the files count as they are without one, and no rules at all is no agreement", async () => {
  const story = await guarded("basic");
  await pass(story, "flag-monitor.yml");
  expect(open(story)).toEqual(["The rules of branches are not as .github/rulesets says"]);
  expect(all(story)[0]!.body.match(/there is no ruleset/g)).toHaveLength(2);
}, 180_000);

it("UPKEEP-6  a token that may not look says so, and is not mistaken for one that saw nothing", async () => {
  const edit = (file: string, text: string) =>
    file.endsWith("flag-monitor.yml") ? text.replaceAll(/ +actions: read .*\n/g, "") : text;
  const story = await beginStory({ start, edit });
  const page = pageOf(await pass(story, "flag-monitor.yml"));
  expect(page).toContain("! flag-gate may have stopped without anybody knowing: GitHub does not let us");
  expect(page).toContain("the token needs actions=read");
  expect(open(story)).toEqual(["flag-gate is not watched", "flag-sync is not watched"]);
}, 180_000);

it.each([
  ["actions/get-workflow", "whether flag-gate runs is not known"],
  ["repos/get-repo-rulesets", "whether the rules of branches are as .github/rulesets says is not known"],
])(
  "UPKEEP-7  where GitHub stumbles over %s, what fails is taken down all the same",
  async (operation, said) => {
    const story = await guarded();
    story.until("2025-03-10T16:00", { percent: 10, errorRate: 0.05 });
    story.github.faults.add({ operation, times: 20, does: { kind: "answer", status: 502 } });
    const page = pageOf(await pass(story, "flag-monitor.yml"));
    expect(story.plan()).toContain("standing: planned");
    expect(page).toContain(`! ${said}`);
  },
  180_000,
);

it("UPKEEP-8  the flags are lowered before anybody looks at workflows or rules", async () => {
  const story = await guarded();
  story.until("2025-03-10T16:00", { percent: 10, errorRate: 0.05 });
  const from = story.github.log.length;
  await pass(story, "flag-monitor.yml");
  const asked = story.github.log.slice(from).map(({ operation }) => operation);
  const lowered = asked.lastIndexOf("graphql Commit");
  expect(lowered).toBeGreaterThan(-1);
  expect(asked.indexOf("actions/get-workflow")).toBeGreaterThan(lowered);
  expect(asked.indexOf("repos/get-repo-rulesets")).toBeGreaterThan(lowered);
}, 180_000);
