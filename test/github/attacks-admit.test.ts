import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import type { Issue } from "./emulator/state/threads.ts";
import { actors, canary, close, incidents, promote, ready, sync, testers, write } from "./incidents.ts";
import { approve, file, planText, settings, town } from "./town.ts";

it("ADMIT-9  an incident that an owner closed lets in what it spoke of, and not what somebody made of its text", async () => {
  const here = await ready();
  here.hands.push("main", { [file]: testers }, { by: "owner" });
  await sync(here);
  const first = incidents(here)[0]!;
  await close(here, first.number, "owner", "completed");
  expect(await sync(here)).toMatchObject({ outcome: "done" });

  const pushed = here.hands.push("main", { [file]: planText({ standing: "full" }) }, { by: "writer" });
  await write(here, first.number, "writer", { body: first.body.replaceAll(/[0-9a-f]{40}/g, pushed) });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 0 } } });
  expect(incidents(here)).toHaveLength(2);
  expect(here.github.violations).toEqual([]);
});

it("ADMIT-10  an incident that a pull request's text closes was closed by nobody, whoever merged it", async () => {
  const here = await ready();
  here.hands.push("main", { [file]: testers }, { by: "writer" });
  await sync(here);
  const [{ number }] = incidents(here) as [Issue];
  here.hands.push("docs", { "docs/x.md": "x\n" }, { by: "writer" });
  const body = `Typos.\n\nFixes #${number}`;
  const opened = here.hands.open({ head: "docs", title: "Typos", body, by: "writer" });
  here.hands.merge(opened, { by: "owner", method: "squash" });
  expect(incidents(here)).toMatchObject([{ state: "closed", closedBy: "owner", stateReason: "completed" }]);
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(actors(here)).toBe(0);
  expect(incidents(here)).toHaveLength(2);
});

it("ADMIT-11  a second pull request of a head that was merged, by anybody, takes nothing back", async () => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  const fork = here.hands.fork("stranger");
  fork.point("again", here.hands.pull(1).headOid, { by: "stranger" });
  const again = here.hands.open({ head: "again", title: "Again", by: "stranger", fork });
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ pullRequest: { number: again }, check: { outcome: "fail" } });
  expect(here.hands.checks(here.hands.pull(1).headOid).map(({ conclusion }) => conclusion)).toEqual([
    "success",
    "failure",
  ]);
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(1);
  expect(incidents(here)).toEqual([]);
});

it("ADMIT-12  the Go of one pull request does not let in another of the same head", async () => {
  const here = await town({ settings: settings.replace("automatic: true", "automatic: false") });
  await sync(here);
  approve(here, here.propose("promote/testers", testers), "rlindqvist");
  here.hands.point("same", here.hands.pull(1).headOid, { by: "writer" });
  const second = here.hands.open({ head: "same", title: "Same", by: "writer" });
  await gatePass(await here.ports());
  expect(here.hands.checks(here.hands.pull(1).headOid)).toMatchObject([{ conclusion: "success" }]);
  here.hands.merge(second, { by: "owner", method: "squash" });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(incidents(here)[0]!.body).toContain("has no check flag-gate of our App for it");
});

it("ADMIT-13  not even our App commits a raise to main: only a revert needs nobody's judgement", async () => {
  const here = await ready();
  const { forge } = await here.ports();
  const from = here.hands.tip("main")!;
  const files = [{ path: file, text: testers }];
  const at = here.github.clock.now();
  const made = await forge.commit({ branch: "main", expected: from, from, files, message: "Up", at });
  expect(made).toMatchObject({ kind: "committed" });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(actors(here)).toBe(0);
  expect(incidents(here)[0]!.body).toContain("our App committed it to the base branch itself, and it is not a revert");
});

it.each([
  ["nobody signed", {}],
  ["somebody else signed", { signedBy: "writer" }],
])("ADMIT-14  a commit in our App's name that %s puts nothing back", async (_, signature) => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  await sync(here);
  here.github.clock.advance({ hours: 5 });
  await promote(here, "promote/canary", canary);
  await sync(here);
  here.hands.push("main", { [file]: testers }, { by: "writer" });
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  here.hands.push("main", { [file]: canary }, { by: "flaghoist[bot]", ...signature });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 0 } } });
  expect(incidents(here)[0]!.body).toContain("@flaghoist[bot] put it on main directly");
});

it("ADMIT-15  a commit that was pushed to main does not come in with the pull request that has it too", async () => {
  const here = await ready();
  const pushed = here.hands.push("note", { [file]: testers }, { by: "writer" });
  here.hands.push("note", { [file]: `${testers}# note\n` }, { by: "writer" });
  const number = here.hands.open({ head: "note", title: "A note", by: "writer" });
  const { baseOid } = here.hands.pull(number);
  here.hands.point("main", pushed, { by: "writer" });
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ check: { outcome: "pass" } });
  here.hands.merge(number, { by: "owner", method: "squash" });
  here.hands.pull(number).baseOid = baseOid; // GitHub counts a pull request's commits from where it was opened
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(actors(here)).toBe(0);
});

it("ADMIT-16  an incident that somebody else wrote lets nothing in, whoever closes it", async () => {
  const here = await ready();
  const pushed = here.hands.push("main", { [file]: testers }, { by: "writer" });
  const response = await fetch(`${here.github.url}/repos/example-org/benefits/issues`, {
    method: "POST",
    headers: { authorization: `token ${here.github.tokens.user("writer")}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ title: "Old", labels: ["flaghoist-incident"], body: `<!-- flaghoist-issue "${pushed}" -->` },
    }),
  });
  expect(response.status).toBe(201);
  await write(here, incidents(here)[0]!.number, "owner", { state: "closed", state_reason: "completed" });
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(actors(here)).toBe(0);
  expect(incidents(here)).toHaveLength(2);
});
