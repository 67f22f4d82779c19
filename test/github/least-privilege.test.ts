import { expect, it } from "vitest";
import { plan } from "../../scripts/commands/demo/files.ts";
import { setStanding } from "../../scripts/load/edit.ts";
import { planFile } from "./actions/stage.ts";
import { beginStory, runtime, type Story, storeFile } from "./actions/story.ts";
import type { JobResult, Run } from "./runner/result.ts";

const start = "2025-03-10T10:00";

/** One job that ran, of one run. */
function jobOf(runs: readonly Run[], workflow: string): JobResult {
  const run = runs.find((one) => one.workflow === workflow)!;
  const [job] = Object.values(run.jobs).filter(({ result }) => result !== "skipped");
  return job!;
}

/** A line of a workflow file that grants something, beside the plain word. */
const grants = /^ +(?:permission-)?([a-z-]+): (read|write) #/;

/** The permissions that one job of a workflow file declares: its line numbers, by what they say. */
function declaredIn(text: string, job: string): ReadonlyMap<string, number> {
  const lines = text.split("\n");
  const from = lines.indexOf(`  ${job}:`);
  const next = lines.findIndex((line, index) => index > from && /^ {2}[\w-]+:$/.test(line));
  const found = lines.flatMap((line, index) => {
    const [, name, level] = grants.exec(line) ?? [];
    const inside = index > from && (next === -1 || index < next);
    return inside && name !== undefined
      ? [[`${line.includes("permission-") ? "app " : ""}${name}: ${level}`, index] as const]
      : [];
  });
  return new Map(found);
}

/** Runs a workflow without one line of it, then puts the line back. */
async function without(story: Story, file: string, line: number): Promise<readonly Run[]> {
  const path = `.github/workflows/${file}`;
  const whole = story.hands.read("main", path)!;
  const less = whole
    .split("\n")
    .flatMap((text, index) =>
      index !== line ? [text] : text.includes("permission-") ? [] : [text.replace(/(read|write) #/, "none #")],
    )
    .join("\n");
  story.hands.push("main", { [path]: less }, { by: "tmarsh" });
  try {
    return await story.pass(file);
  } finally {
    story.hands.push("main", { [path]: whole }, { by: "tmarsh" });
  }
}

/** Which of the permissions of a job can be taken away without anybody noticing. */
async function unneeded(
  story: Story,
  [file, job]: readonly [file: string, job: string],
  prepare: () => void,
  done: (runs: readonly Run[]) => boolean,
): Promise<readonly string[]> {
  const text = story.hands.read("main", `.github/workflows/${file}`)!;
  const idle: string[] = [];
  const declared = declaredIn(text, job);
  expect(declared.size).toBeGreaterThan(0);
  for (const [permission, line] of declared) {
    prepare();
    if (done(await without(story, file, line))) idle.push(permission);
  }
  prepare();
  expect(done(await story.pass(file))).toBe(true);
  return idle;
}

function promotion(story: Story): number {
  const number = story.propose("promote/uat", (text) => setStanding(text, "uat"));
  story.approve(number);
  return number;
}

const succeeded = (workflow: string) => (runs: readonly Run[]) =>
  runs.find((run) => run.workflow === workflow)?.conclusion === "success";

it("LEAST-1  flag-gate with an App: take one permission away, and it does not merge", async () => {
  const story = await beginStory({ start, plan });
  const number = promotion(story);
  const merged = () => story.verdict(number) === "pass, merged";
  expect(await unneeded(story, ["flag-gate.yml", "gate"], () => {}, merged)).toEqual([]);
}, 300_000);

it("LEAST-2  flag-gate without an App: take one permission away, and it does not say what it found", async () => {
  const story = await beginStory({ start, plan, mode: "basic" });
  const number = promotion(story);
  const head = story.hands.pull(number).headOid;
  const forget = () => {
    story.hands.state.comments.clear();
    story.hands.state.checkRuns.clear();
  };
  const said = (runs: readonly Run[]) =>
    succeeded("flag-gate")(runs) &&
    story.verdict(number) === "pass" &&
    story.hands.checks(head).some(({ name, conclusion }) => name === "flag-gate" && conclusion === "success");
  expect(await unneeded(story, ["flag-gate.yml", "judge"], forget, said)).toEqual([]);
}, 300_000);

it("LEAST-3  flag-sync with an App: take one permission away, and something is not written or not recorded", async () => {
  const story = await beginStory({ start, plan });
  const { hands } = story;
  promotion(story);
  await story.pass("flag-gate.yml");
  const raised = story.store();
  expect(raised).toContain("form1095b_download");
  const beforePush = hands.tip("main")!;
  const empty = () => {
    if (hands.tip(runtime) !== null) hands.point(runtime, null, { by: "tmarsh" });
    hands.state.deployments.clear();
  };
  const written = () => story.store().includes("form1095b_download") && hands.state.deployments.size === 1;
  const idle = await unneeded(story, ["flag-sync.yml", "sync"], empty, written);
  expect(idle).toEqual([]);
  expect(hands.tip("main")).not.toBe(beforePush);
}, 300_000);

/** What the tokens of a job were given and never needed, over several runs of its workflow. */
function usage(story: Story, workflow: string) {
  const used = new Set<string>();
  const declared = new Set<string>();
  return {
    async look() {
      const { token, appTokens } = jobOf(await story.pass(`${workflow}.yml`), workflow);
      for (const one of [token, ...appTokens]) {
        for (const permission of one.used) used.add(permission);
        for (const [name, level] of Object.entries(one.declared)) declared.add(`${name}:${level}`);
      }
    },
    idle: () => [...declared].filter((one) => !used.has(one)),
  };
}

/** A plan that stands in its first stage, by the gate where an App can merge. */
async function atUat(mode: "app" | "basic"): Promise<Story> {
  if (mode === "basic") return beginStory({ start, plan: setStanding(plan, "uat"), mode });
  const story = await beginStory({ start, plan, mode });
  promotion(story);
  await story.pass("flag-gate.yml");
  return story;
}

it.each(["app", "basic"] as const)(
  "LEAST-4  flag-sync, %s: it declares nothing that it never uses",
  async (mode) => {
    const story = await atUat(mode);
    const { hands } = story;
    const { look, idle } = usage(story, "flag-sync");
    if (hands.tip(runtime) !== null) hands.point(runtime, null, { by: "tmarsh" });
    await look();
    const raised = story.store();
    expect(raised).toContain("form1095b_download");
    // Somebody pushes a promotion past the gate: an incident, where an App tells who came through it.
    const before = story.plan();
    hands.push("main", { [planFile]: setStanding(before, "canary") }, { by: "tmarsh" });
    await look();
    expect(hands.issues().length).toBe(mode === "app" ? 1 : 0);
    // Somebody takes the flag down in the store: a pull request says so in git.
    hands.push("main", { [planFile]: before }, { by: "tmarsh" });
    await look();
    hands.push(runtime, { [storeFile]: story.store().replace('"ENABLED"', '"DISABLED"') }, { by: "tmarsh" });
    await look();
    expect([...hands.state.threads.values()].map(({ title }) => title)).toContainEqual(
      expect.stringContaining("revert"),
    );
    expect(idle()).toEqual([]);
  },
  300_000,
);

it.each(["app", "basic"] as const)(
  "LEAST-5  flag-monitor, %s: it declares nothing that it never uses",
  async (mode) => {
    const story = await atUat(mode);
    const { look, idle } = usage(story, "flag-monitor");
    // The first look proposes, the second reminds of what the proposal waits for.
    story.until("2025-03-10T16:00");
    await look();
    await look();
    story.hands.push("main", { [planFile]: setStanding(story.plan(), "canary") }, { by: "tmarsh" });
    story.until("2025-03-12T15:00", { percent: 10, errorRate: 0.05 });
    await look();
    expect(story.plan()).toContain("standing: planned");
    expect(story.hands.issues().length).toBeGreaterThan(0);
    expect(idle()).toEqual([]);
  },
  300_000,
);
