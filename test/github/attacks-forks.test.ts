import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { fault } from "./emulator/http/faults.ts";
import { approve, file, planText, settings, type Town, town } from "./town.ts";

const testers = planText({ standing: "testers" });
const standing = (here: Town) => /^standing: (.*)$/m.exec(here.hands.read("main", file)!)![1];

/** A token that also reads what is public elsewhere, as GitHub's do. */
function wide({ github }: Town): string {
  const token = github.tokens.app("flaghoist");
  github.world.tokens.set(token, { ...github.world.tokens.get(token)!, repositories: null, expiresAt: null });
  return token;
}

/** A promotion from @jwexler's fork, pushed there by @pvandermeer, opened by @tmarsh; both of the first may approve. */
async function forked() {
  const here = await town({ settings: settings.replace('["@rlindqvist"]', '["@jwexler", "@pvandermeer"]') });
  const fork = here.hands.fork("jwexler");
  fork.push("promote/testers", { [file]: testers }, { by: "pvandermeer" });
  const number = here.hands.open({ head: "promote/testers", title: "t", by: "tmarsh", fork });
  const token = wide(here);
  const only = async () => (await gatePass(await here.ports({}, { token })))[0]!;
  return { here, fork, number, only };
}

it("FORK-1  who pushed could not be told at first: it is asked again, and not taken for nobody", async () => {
  const { here, number, only } = await forked();
  const failures = [
    fault.answers("repos/list-activities", 500),
    fault.secondaryLimit("repos/list-activities"),
    fault.answers("repos/list-activities", 403, "API rate limit exceeded", { "x-ratelimit-remaining": "0" }),
  ];
  for (const failure of failures) {
    here.github.faults.clear();
    here.github.faults.add({ ...failure, times: 9 });
    approve(here, number, "jwexler", "pvandermeer");
    expect(await only()).toMatchObject({ kind: "unreadable", why: expect.stringContaining("who pushed") });
  }
  here.github.faults.clear();
  approve(here, number, "jwexler", "pvandermeer");
  const gated = await only();
  expect(gated.pullRequest.pushers).toEqual(["jwexler", "pvandermeer"]);
  expect(gated).toMatchObject({ check: { outcome: "wait" } });
  expect(standing(here)).toBe("planned");
  expect(here.github.violations).toEqual([]);
});

it("FORK-2  a fork that was pushed to more often than is read is not judged, pass after pass", async () => {
  const { here, fork, number, only } = await forked();
  const { activity } = fork.state;
  const [push] = activity;
  activity.unshift(
    ...Array.from({ length: 305 }, (_, at) => ({ ...push!, id: 9_000_000_305 - at, kind: "push" as const })),
  );
  for (const _ of [1, 2, 3]) {
    approve(here, number, "pvandermeer");
    expect(await only()).toMatchObject({ kind: "unreadable", why: expect.stringContaining("more than 300 times") });
  }
  expect(standing(here)).toBe("planned");
});

it("FORK-3  of a fork that is gone what was found out before is known, and nothing else", async () => {
  const seen = await forked();
  await seen.only();
  const unseen = await forked();
  for (const { here, number, only } of [seen, unseen]) {
    here.hands.pull(number).forkGone = true;
    here.github.clock.advance({ minutes: 5 });
    approve(here, number, "jwexler", "pvandermeer");
    const gated = await only();
    if (here === seen.here) expect(gated.pullRequest.pushers).toEqual(["jwexler", "pvandermeer"]);
    else expect(gated).toMatchObject({ kind: "unreadable", why: expect.stringContaining("is gone") });
    expect(standing(here)).toBe("planned");
  }
});

/** The flag is shown to testers, and a branch of a fork or of the repository itself takes it down. */
async function down(from: "fork" | "branch") {
  const here = await town();
  approve(here, here.propose("promote/testers", testers), "rlindqvist");
  await gatePass(await here.ports());
  await syncPass(await here.ports());
  here.github.clock.advance({ hours: 5 });
  const entry = "{ from: testers, at: 2025-03-10T19:00:00Z, because: Ha, evidence: ~, resolved: ~ }";
  const text = planText({ standing: "planned", reverts: `[${entry}]` });
  const fork = from === "fork" ? here.hands.fork("stranger") : null;
  const by = from === "fork" ? "stranger" : "jwexler";
  (fork ?? here.hands).push("down", { [file]: text }, { by, from: "main" });
  const number = here.hands.open({ head: "down", title: "Down", by, ...(fork && { fork }) });
  const [gated] = await gatePass(await here.ports());
  return { here, number, gated };
}

it("FORK-4  going down is easy for whoever may push here; a stranger's revert waits for a person", async () => {
  expect(await down("branch")).toMatchObject({ gated: { merge: { kind: "merged" } } });
  const { here, number, gated } = await down("fork");
  expect(gated).toMatchObject({
    check: { outcome: "pass" },
    merge: { kind: "kept", why: expect.stringContaining("from a fork") },
  });
  expect(standing(here)).toBe("testers");
  here.hands.merge(number, { by: "tmarsh", method: "squash" });
  expect(await syncPass(await here.ports())).toMatchObject({ outcome: "done" });
  expect(here.flags.get("download")).toMatchObject({ running: { exposure: { actors: [], percent: 0 } } });
});

it("FORK-5  where nobody's approval is asked for, a stranger's promotion waits for a person too", async () => {
  const plan = planText({}).replace("approvals: [product]", "approvals: []");
  const here = await town({ plan });
  const fork = here.hands.fork("stranger");
  fork.push("up", { [file]: plan.replace("standing: planned", "standing: testers") }, { by: "stranger" });
  here.hands.open({ head: "up", title: "Up", by: "stranger", fork });
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ check: { outcome: "pass" }, merge: { kind: "kept" } });
  expect(standing(here)).toBe("planned");
});
