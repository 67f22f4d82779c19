import { expect, it } from "vitest";
import { gateSummary } from "../../scripts/actions/gate-summary.ts";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { requiring } from "./desk.ts";
import { approve, file, numeric, planText, settings, settingsFile, type Town, town } from "./town.ts";

const hours = 'hours: { days: [Mon, Tue, Wed, Thu, Fri], from: "09:00", until: "16:00" }\n';
const freeze = "freezes: [{ from: 2025-03-01, until: 2025-04-01, reason: Spring }]\n";
const measured = (standing: string) =>
  planText({ standing }).replace("soak: PT4H }", "soak: PT4H, criteria: [errors] }");
const testers = planText({ standing: "testers" });
const canary = planText({ standing: "canary" });

const only = async (here: Town) => (await gatePass(await here.ports()))[0]!;
const sync = async (here: Town) => syncPass(await here.ports());
const standing = (here: Town) => /^standing: (.*)$/m.exec(here.hands.read("main", file)!)![1];
const incidents = (here: Town) => here.hands.issues().filter(({ labels }) => labels.has("flaghoist-incident"));
const byHand = (text: string) => text.replace("automatic: true", "automatic: false");
const seen = (here: Town) => {
  const reading = here.flags.get("download");
  return reading?.kind === "running" ? reading.running.exposure : { actors: [], percent: 0 };
};

/** The status of GitHub's answer to an owner who merges on the website. */
async function button(here: Town, number: number): Promise<number> {
  here.hands.role("owner", "admin");
  const response = await fetch(`${here.github.url}/repos/example-org/benefits/pulls/${number}/merge`, {
    method: "PUT",
    headers: { authorization: `token ${here.github.tokens.user("owner")}`, "content-type": "application/json" },
    body: JSON.stringify({ merge_method: "squash" }),
  });
  return response.status;
}

/** So many seconds after closing time, between the verdict and the merge. */
function mergedAfter(here: Town, seconds: number): void {
  here.github.hooks.beforeMerge = () => {
    delete here.github.hooks.beforeMerge;
    here.github.clock.set(here.github.clock.now().plus({ seconds: seconds + 60 }));
  };
}

/** Approved, one minute before four in the afternoon in New York. */
async function late(text = settings): Promise<readonly [Town, number]> {
  const here = await town({ settings: `${text}${hours}` });
  await sync(here);
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  here.github.clock.set(here.github.clock.now().set({ hour: 19, minute: 59 }));
  return [here, number];
}

it("LATE-1  hours end between the verdict and the merge: it is taken back, and nobody sees anything", async () => {
  const [here] = await late();
  mergedAfter(here, 90);
  const gated = await only(here);
  expect(gated).toMatchObject({ merge: { kind: "undone", undo: { kind: "committed" } } });
  expect(gated).toMatchObject({
    merge: { why: expect.stringMatching(/^#1 was merged too late: .*outside 09:00 to 16:00/) },
  });
  expect(standing(here)).toBe("planned");
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(seen(here).actors).toEqual([]);
  expect(incidents(here)).toEqual([]);
  expect(here.github.violations).toEqual([]);
});

it("LATE-2  the seconds that a merge takes are no reason to take it back", async () => {
  const [here] = await late();
  mergedAfter(here, 5);
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
  expect(here.github.clock.now() > here.github.clock.now().set({ hour: 20, minute: 0, second: 0 })).toBe(true);
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(seen(here).actors).toHaveLength(1);
});

it("LATE-3  the next pass takes a Go back when its time is over", async () => {
  const [here, number] = await late(byHand(settings));
  const last = () => here.hands.checks(here.hands.pull(number).headOid).at(-1);
  await only(here);
  expect(last()).toMatchObject({ conclusion: "success" });
  here.github.clock.advance({ minutes: 5 });
  await only(here);
  expect(last()).toMatchObject({ status: "in_progress", conclusion: null });
});

it("LATE-4  merged by hand while the check was still green and the hours were over: not admitted", async () => {
  const [here, number] = await late(byHand(settings));
  await only(here);
  here.github.clock.advance({ minutes: 10 });
  here.hands.merge(number, { by: "owner", method: "squash" });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(seen(here).actors).toEqual([]);
  expect(incidents(here)).toMatchObject([{ body: expect.stringContaining("it was merged too late") }]);
});

it("LATE-5  a metric turns bad after the Go: the button is locked, and who goes past the lock is not admitted", async () => {
  const here = await town({ settings: byHand(settings), plan: measured("planned") });
  here.hands.protect(requiring("flag-gate", here.appId));
  await sync(here);
  const first = here.propose("promote/testers", measured("testers"));
  approve(here, first, "rlindqvist");
  await only(here);
  expect(await button(here, first)).toBe(200);
  await sync(here);
  here.github.clock.advance({ hours: 5 });
  here.answers.set("bad", numeric(1));
  here.answers.set("total", numeric(1000));
  const second = here.propose("promote/canary", measured("canary"));
  approve(here, second, "rlindqvist");
  expect(await only(here)).toMatchObject({ check: { outcome: "pass" }, merge: { kind: "kept" } });
  here.answers.set("bad", numeric(300));
  expect(await only(here)).toMatchObject({ check: { outcome: "fail" } });
  expect(await button(here, second)).toBe(405);
  here.hands.state.rulesets.length = 0; // whoever may, takes the lock away
  expect(await button(here, second)).toBe(200);
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(seen(here)).toMatchObject({ percent: 0 });
  expect(incidents(here)).toMatchObject([{ body: expect.stringContaining("has the check FAILURE") }]);
});

it("LATE-6  a freeze begins under a merge: it is taken back, and the same step can be taken when it is over", async () => {
  const here = await town();
  await sync(here);
  approve(here, here.propose("promote/testers", testers), "rlindqvist");
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
  await sync(here);
  here.github.clock.advance({ hours: 5 });
  approve(here, here.propose("promote/canary", canary), "rlindqvist");
  here.github.hooks.beforeMerge = () => {
    delete here.github.hooks.beforeMerge;
    here.hands.push("main", { [settingsFile]: `${settings}${freeze}` }, { by: "owner" });
  };
  expect(await only(here)).toMatchObject({ merge: { kind: "undone", undo: { kind: "committed" } } });
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(seen(here)).toMatchObject({ actors: [expect.anything()], percent: 0 });

  here.hands.push("main", { [settingsFile]: settings }, { by: "owner" });
  approve(here, here.propose("again/canary", canary), "rlindqvist");
  here.github.clock.advance({ hours: 5 });
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
  const synced = await sync(here);
  expect(incidents(here).map(({ body }) => body)).toEqual([]);
  expect(synced).toMatchObject({ outcome: "done" });
  expect(seen(here).percent).toBe(10);
});

/** Somebody pushes to main before a merge that came too late can be taken back. */
async function stuck(issues: "read" | "write") {
  const [here] = await late();
  mergedAfter(here, 90);
  const call = () => void here.hands.push("main", { "docs/x.md": "x\n" }, { by: "owner" });
  here.github.faults.add({ operation: "graphql Commit", does: { kind: "call", done: false, call } });
  const permissions = { ...here.github.world.apps.get("flaghoist")!.permissions, issues };
  const token = here.github.tokens.app("flaghoist", { permissions });
  const [gated] = await gatePass(await here.ports({}, { token }));
  expect(standing(here)).toBe("testers");
  return { here, gated };
}

it("LATE-7  a merge that came too late and cannot be taken back: its plan is held", async () => {
  const { here, gated } = await stuck("write");
  const why = expect.stringMatching(/it could not be taken back: .*; its plans are held$/);
  expect(gated).toMatchObject({ merge: { kind: "undone", undo: { kind: "moved" }, stuck: false, why } });
  expect(gateSummary([gated!])).toContain("**to be undone**: ");
  expect(here.hands.issues()).toMatchObject([
    { title: "download is held: a merge must be taken back", body: expect.stringContaining("too late") },
  ]);
  await sync(here);
  expect(seen(here).actors).toEqual([]);
});

it("LATE-8  nor can it be held: what happened is told all the same, and sync does not admit it", async () => {
  const { here, gated } = await stuck("read");
  const why = expect.stringMatching(
    /too late: .*; it could not be taken back: .*; nor could its plans be held: .*issues=write/,
  );
  expect(gated).toMatchObject({ kind: "judged", merge: { kind: "undone", stuck: true, why } });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(incidents(here)).toHaveLength(1);
  expect(seen(here).actors).toEqual([]);
});
