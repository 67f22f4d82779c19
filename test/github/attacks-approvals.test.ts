import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { approve, file, planText, settings, type Town, town } from "./town.ts";

const testers = planText({ standing: "testers" });
const canary = planText({ standing: "canary" });
const only = async (here: Town) => (await gatePass(await here.ports()))[0]!;
const standing = (here: Town) => /^standing: (.*)$/m.exec(here.hands.read("main", file)!)![1];

type Gated = Awaited<ReturnType<typeof only>>;
const approvalsOf = (gated: Gated) =>
  gated.kind === "judged"
    ? gated.check.judged
        .flatMap(({ verdict }) => verdict.findings)
        .filter(({ gate }) => gate === "approvals")
        .map(({ reason, because }) => `${reason}: ${because}`)
    : [];

it("APPROVAL-1  given for another base: pointed at main, the same head is another change", async () => {
  const here = await town();
  const { hands, github } = here;
  // Where it goes at first the plan stands one line away, so that there is nothing to see.
  hands.push("quiet", { [file]: `${testers}# quiet\n` }, { by: "jwexler" });
  github.clock.advance({ minutes: 5 });
  hands.push("promote/testers", { [file]: testers }, { by: "jwexler", from: "main" });
  const number = hands.open({ head: "promote/testers", base: "quiet", title: "Tidy", by: "jwexler" });
  approve(here, number, "rlindqvist");
  github.clock.advance({ minutes: 5 });
  hands.edit(number, { base: "main" }, { by: "jwexler" });
  expect(approvalsOf(await only(here))).toEqual([
    expect.stringMatching(/^approvals.stale: product: @rlindqvist approved before it was pointed at main/),
  ]);
  expect(standing(here)).toBe("planned");
  approve(here, number, "rlindqvist");
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
});

it("APPROVAL-2  given while another step was proposed: an approval from before the stage began is of that", async () => {
  const here = await town({ settings: settings.replace("squash", "merge") });
  const { hands, github } = here;
  const first = here.propose("promote/testers", testers);
  hands.push("promote/canary", { [file]: canary }, { by: "jwexler", from: "promote/testers" });
  const second = hands.open({ head: "promote/canary", title: "And on", by: "jwexler" });
  approve(here, second, "rlindqvist");
  approve(here, first, "rlindqvist");
  const [merged, waiting] = await gatePass(await here.ports());
  expect(merged).toMatchObject({ merge: { kind: "merged" } });
  expect(waiting).toMatchObject({ merge: { kind: "kept" } });
  github.clock.advance({ hours: 5 });
  await syncPass(await here.ports());
  expect(approvalsOf(await only(here))).toEqual([
    "approvals.stale: product: @rlindqvist approved before testers began",
  ]);
  expect(standing(here)).toBe("testers");
});

it("APPROVAL-3  closed and opened again: nothing is merged meanwhile, and the stance of each person is as it was", async () => {
  const here = await town();
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  here.hands.edit(number, { state: "closed" }, { by: "tmarsh" });
  expect(await gatePass(await here.ports())).toEqual([]);
  // What is pushed while it is closed is another head when it opens.
  here.github.clock.advance({ minutes: 5 });
  here.hands.push("promote/testers", { [file]: `${testers}# more\n` }, { by: "pvandermeer" });
  here.hands.edit(number, { state: "open" }, { by: "jwexler" });
  const gated = await only(here);
  expect(approvalsOf(gated)).toEqual([expect.stringContaining("approvals.stale")]);
  expect(gated.pullRequest.pushers).toEqual(["jwexler", "pvandermeer"]);
  expect(standing(here)).toBe("planned");
});

it("APPROVAL-4  names in commits hide nobody and stand for nobody: who pushed is what the server saw", async () => {
  const everybody = settings.replace('["@rlindqvist"]', '["@rlindqvist", "@pvandermeer"]');
  const here = await town({ settings: everybody });
  const { hands, github } = here;
  const number = here.propose("promote/testers", testers);
  // The second account of the author pushes a commit that says, in every way it can, that others made it.
  github.clock.advance({ minutes: 1 });
  const message =
    "Promote\n\nCo-authored-by: rlindqvist <rlindqvist@users.noreply.github.com>\nRequested-by: @rlindqvist";
  const forged = hands.push(
    "scratch",
    { [file]: `${testers}# forged\n` },
    {
      ...{ by: "rlindqvist", from: "promote/testers", message },
    },
  );
  hands.point("scratch", null, { by: "jwexler" });
  hands.point("promote/testers", forged, { by: "pvandermeer" });
  approve(here, number, "pvandermeer");
  const gated = await only(here);
  expect(gated.pullRequest).toMatchObject({
    author: "jwexler",
    requestedBy: null,
    pushers: ["jwexler", "pvandermeer"],
  });
  expect(approvalsOf(gated)[0]).toContain("approvals.not-counted: product: @pvandermeer approved, but pushed");
  expect(standing(here)).toBe("planned");
  approve(here, number, "rlindqvist");
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
});

it("APPROVAL-5  somebody objects, or takes an approval back, while the pass goes on: it is judged again", async () => {
  for (const change of ["objects", "dismisses", "comments"] as const) {
    const here = await town();
    const number = here.propose("promote/testers", testers);
    approve(here, number, "rlindqvist");
    const [given] = here.hands.pull(number).reviews;
    let done = false;
    const call = () => {
      if (done) return;
      done = true;
      if (change === "objects") here.hands.review(number, { by: "tmarsh", state: "CHANGES_REQUESTED", body: "No" });
      if (change === "dismisses") here.hands.dismiss(number, given!.id, { by: "tmarsh" });
      if (change === "comments") here.hands.review(number, { by: "tmarsh", state: "COMMENTED", body: "Hm" });
    };
    here.github.faults.add({ operation: "graphql Standing", does: { kind: "call", done: false, call } });
    expect(await only(here)).toMatchObject({ merge: { kind: change === "comments" ? "merged" : "moved" } });
    if (change === "comments") continue;
    expect(await only(here)).toMatchObject({ check: { outcome: change === "objects" ? "fail" : "wait" } });
    expect(standing(here)).toBe("planned");
    expect(here.github.violations).toEqual([]);
  }
});

it("APPROVAL-6  not in the team is nobody's approval; a team that answers 404 for want of permission is no answer", async () => {
  const here = await town({ plan: planText({}).replace("[product]", "[engineering]") });
  const text = testers.replace("[product]", "[engineering]");
  const number = here.propose("promote/testers", text);
  approve(here, number, "stranger", "rlindqvist");
  expect(approvalsOf(await only(here))).toEqual([expect.stringContaining("approvals.missing: engineering")]);
  const { members: _, ...fewer } = here.github.world.apps.get("flaghoist")!.permissions;
  const token = here.github.tokens.app("flaghoist", { permissions: fewer });
  const [blind] = await gatePass(await here.ports({}, { token }));
  expect(blind).toMatchObject({ check: { outcome: "error" }, merge: { kind: "kept" } });
  expect(approvalsOf(blind!)).toEqual([expect.stringContaining("approvals.members-unknown")]);
  approve(here, number, "tmarsh");
  expect(await gatePass(await here.ports({}, { token }))).toMatchObject([{ merge: { kind: "kept" } }]);
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
});

it("APPROVAL-7  given after the push, for the commit before it: whose page was still open saw something else", async () => {
  const here = await town();
  const number = here.propose("promote/testers", testers);
  const before = here.hands.pull(number).headOid;
  here.github.clock.advance({ minutes: 1 });
  here.hands.push("promote/testers", { [file]: `${testers}# more\n` }, { by: "jwexler" });
  here.github.clock.advance({ minutes: 1 });
  here.hands.review(number, { by: "rlindqvist", state: "APPROVED", commit: before });
  expect(approvalsOf(await only(here))).toEqual([expect.stringContaining("@rlindqvist approved an earlier commit")]);
  expect(standing(here)).toBe("planned");
});

it("APPROVAL-8  pointed at another branch while the pass goes on: it is not merged there", async () => {
  const here = await town();
  here.hands.push("quiet", { "docs/x.md": "x\n" }, { by: "jwexler" });
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  const call = () => here.hands.edit(number, { base: "quiet" }, { by: "jwexler" });
  here.github.faults.add({ operation: "graphql Standing", does: { kind: "call", done: false, call } });
  const why = expect.stringContaining("now goes to quiet");
  expect(await only(here)).toMatchObject({ merge: { kind: "moved", why } });
  expect(here.hands.pull(number).merged).toBeNull();
});

it("APPROVAL-9  an objection behind a hundred comments, all of them while the pass goes on, is not overlooked", async () => {
  const here = await town();
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  const call = () => {
    here.hands.review(number, { by: "tmarsh", state: "CHANGES_REQUESTED", body: "No" });
    for (let at = 0; at < 100; at += 1) here.hands.review(number, { by: "stranger", state: "COMMENTED", body: "Hm" });
  };
  here.github.faults.add({ operation: "graphql Standing", does: { kind: "call", done: false, call } });
  expect(await only(here)).toMatchObject({ merge: { kind: "moved" } });
  expect(await only(here)).toMatchObject({ check: { outcome: "fail" } });
  expect(standing(here)).toBe("planned");
});
