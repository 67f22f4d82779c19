import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { actors, canary, close, incidents, promote, ready, sync, testers } from "./incidents.ts";
import { approve, file, numeric, planText, settings, settingsFile, type Town, town } from "./town.ts";

it("ADMIT-1  what came through the gate is synced, and asked about only while it raises", async () => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(1);
  here.forget();
  await sync(here);
  expect(here.asked()).toEqual(["graphql Issues"]);
  expect(incidents(here)).toEqual([]);
  expect(here.github.violations).toEqual([]);
});

it("ADMIT-2  a push to main raises nothing: one incident, however often it is synced; down it goes at once", async () => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  await sync(here);
  here.hands.push("main", { [file]: canary }, { by: "writer" });
  for (const _ of [1, 2]) {
    const { outcome, stores } = await sync(here);
    expect(outcome).toBe("drift");
    expect(stores[0]!.steps).toMatchObject([
      { kind: "held", why: expect.stringContaining("did not come through the gate") },
    ]);
  }
  expect(incidents(here)).toMatchObject([
    { state: "open", body: expect.stringContaining("@writer put it on main directly") },
  ]);

  here.hands.push("main", { [file]: planText({}) }, { by: "writer" });
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(0);
});

it("ADMIT-17  values pushed to main at planned, where everybody gets the one for off, are written by nobody", async () => {
  const inverse = "{ description: People can download, variants: { on: false, off: true } }";
  const swapped = planText({}).replace("{ description: People can download }", inverse);
  expect(swapped).toContain(inverse);
  const values = (here: Town) => {
    const reading = here.flags.get("download");
    return reading?.kind === "running" ? reading.running.variants : null;
  };
  for (const begin of [ready, town]) {
    const here = await begin();
    here.hands.push("main", { [file]: swapped }, { by: "writer" });
    const before = values(here);
    expect(await sync(here)).toMatchObject({ outcome: "drift" });
    expect(values(here)).toEqual(before);
    expect(incidents(here)).toHaveLength(1);

    here.hands.push("main", { [file]: planText({}) }, { by: "tmarsh" });
    expect(await sync(here)).toMatchObject({ outcome: "done" });
    expect(values(here)).toEqual({ on: true, off: false });
  }
});

it("ADMIT-18  where GitHub tells late which pull request a merge was of, the incident is closed once it does", async () => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  const late = await here.ports({ admitted: async () => ({ kind: "refused", why: "it is not the merge of one" }) });
  expect(await syncPass(late)).toMatchObject({ outcome: "drift" });
  expect(incidents(here)).toMatchObject([{ state: "open" }]);
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(1);
  expect(incidents(here)).toMatchObject([{ state: "closed", closedBy: "flaghoist[bot]" }]);
});

it("ADMIT-3  only an owner lets it in, by closing the incident as completed", async () => {
  const here = await ready();
  here.hands.push("main", { [file]: testers }, { by: "writer" });
  await sync(here);
  await close(here, incidents(here)[0]!.number, "writer", "completed");
  await sync(here);
  await close(here, incidents(here)[1]!.number, "owner", "not_planned");
  await sync(here);
  expect(actors(here)).toBe(0);
  expect(incidents(here)).toHaveLength(3);
  await close(here, incidents(here)[2]!.number, "owner", "completed");
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(1);
  expect(incidents(here)).toHaveLength(3);
});

it("ADMIT-4  a pull request merged by hand without a Go, or with another App's, is no way in", async () => {
  const here = await ready();
  const number = here.propose("promote/testers", testers);
  await gatePass(await here.ports());
  const { checkRuns } = here.hands.state;
  const ours = here.hands.checks(here.hands.pull(number).headOid)[0]!;
  checkRuns.set(1, { ...ours, id: 1, suite: 0, app: "github-actions", status: "completed", conclusion: "success" });
  here.hands.merge(number, { by: "owner", method: "squash" });
  await sync(here);
  expect(actors(here)).toBe(0);
  expect(incidents(here)[0]!.body).toContain(`#${number} was merged, but its head`);
});

it("ADMIT-5  a push does not come in behind a later change that was admitted", async () => {
  const here = await ready();
  here.hands.push("main", { [file]: testers }, { by: "writer" });
  const number = here.propose("note", `${testers}# note\n`);
  approve(here, number, "rlindqvist");
  await gatePass(await here.ports());
  here.hands.merge(number, { by: "owner", method: "squash" });
  await sync(here);
  expect(actors(here)).toBe(0);
  expect(incidents(here)).toHaveLength(1);
});

it("ADMIT-6  merged later by hand, onto settings that were never judged: refused", async () => {
  const here = await town({ settings: settings.replace("automatic: true", "automatic: false") });
  await sync(here);
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  await gatePass(await here.ports());
  here.hands.push(
    "main",
    { [settingsFile]: `${settings}freezes: [{ from: 2025-03-01, until: 2025-04-01, reason: Spring }]\n` },
    { by: "owner" },
  );
  here.hands.merge(number, { by: "owner", method: "squash" });
  await sync(here);
  expect(actors(here)).toBe(0);
  expect(incidents(here)[0]!.body).toContain("not those that were judged");
});

it.each(["squash", "merge", "rebase"] as const)("ADMIT-7  merged by hand at Go by %s: admitted", async (method) => {
  const here = await town({ settings: settings.replace("automatic: true", "automatic: false") });
  await sync(here);
  const number = here.propose("promote/testers", planText({ standing: "testers", max: 0.01 }));
  approve(here, number, "rlindqvist");
  await gatePass(await here.ports());
  here.hands.merge(number, { by: "owner", method });
  const synced = await sync(here);
  expect(incidents(here).map(({ body }) => body)).toEqual([]);
  expect(synced).toMatchObject({ outcome: "done" });
  expect(actors(here)).toBe(1);
});

it("ADMIT-8  a revert that the monitor committed to main is ours, and what is raised after it is asked about again", async () => {
  const here = await ready();
  await promote(here, "promote/testers", testers);
  await sync(here);
  here.github.clock.advance({ hours: 5 });
  await promote(here, "promote/canary", canary);
  await sync(here);
  here.github.clock.advance({ hours: 2 });
  here.answers.set("bad", numeric(300));
  here.answers.set("total", numeric(1000));
  const [watched] = await monitorPass(await here.ports());
  expect(watched).toMatchObject({ kind: "reverted", reverted: { commit: { kind: "committed" } } });
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  expect(here.github.violations).toEqual([]);
  expect(incidents(here)).toEqual([]);
  const { forge } = await here.ports();
  const admitted = await forge.admitted!(here.hands.tip("main")!, "flaghoist-incident");
  expect(admitted).toMatchObject({ kind: "admitted", own: true });
});
