import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { approve, file, planText, settings, settingsFile, type Town, town } from "./town.ts";

const testers = planText({ standing: "testers" });
const only = async (here: Town) => (await gatePass(await here.ports()))[0]!;
const standing = (here: Town) => /^standing: (.*)$/m.exec(here.hands.read("main", file)!)![1];
const reasons = (gated: Awaited<ReturnType<typeof only>>) =>
  gated.kind === "judged"
    ? gated.check.judged.flatMap(({ verdict }) => verdict.findings.map(({ reason }) => reason))
    : [];

/** A promotion by @jwexler that waits for one approval by @rlindqvist. */
async function waiting(options: Parameters<typeof town>[0] = {}) {
  const here = await town(options);
  const text = (options.plan ?? planText({})).replace("standing: planned", "standing: testers");
  const number = here.propose("promote/testers", text);
  return { here, number, head: here.hands.pull(number).headOid };
}

it("ATTACK-1  approve, then push: the approval is of something else", async () => {
  const { here, number } = await waiting();
  approve(here, number, "rlindqvist");
  here.github.clock.advance({ minutes: 1 });
  here.hands.push("promote/testers", { [file]: `${testers}# more\n` }, { by: "jwexler" });
  expect(reasons(await only(here))).toContain("approvals.stale");
  expect(standing(here)).toBe("planned");
});

it("ATTACK-2  an approval that GitHub moved to a new head with the same diff was given before it", async () => {
  const { here, number } = await waiting();
  approve(here, number, "rlindqvist");
  here.github.clock.advance({ minutes: 1 });
  const main = here.hands.push("main", { "docs/x.md": "x\n" }, { by: "tmarsh" });
  const rebased = here.hands.push("scratch", { [file]: testers }, { by: "jwexler", from: main });
  here.hands.point("promote/testers", rebased, { by: "jwexler" });
  expect(here.hands.pull(number).reviews[0]!.commit).toBe(rebased);
  expect(reasons(await only(here))).toContain("approvals.stale");
});

it("ATTACK-3  away and back again: what an earlier pass wrote down of the head does not outlive a force push", async () => {
  const { here, number, head } = await waiting();
  await only(here);
  here.github.clock.advance({ minutes: 1 });
  const other = here.hands.push("scratch", { [file]: testers }, { by: "pvandermeer", from: "main", message: "Same" });
  here.hands.point("promote/testers", other, { by: "pvandermeer" });
  approve(here, number, "rlindqvist");
  here.github.clock.advance({ minutes: 1 });
  here.hands.point("promote/testers", head, { by: "jwexler" });
  const gated = await only(here);
  expect(gated.pullRequest.pushers).toContain("pvandermeer");
  expect(gated.pullRequest.pushedAt?.toISO()).toBe(here.github.clock.now().toISO());
  expect(reasons(gated)).toContain("approvals.stale");
});

it("ATTACK-4  an approval on another pull request, a bot's, a pusher's, an edited one: none counts", async () => {
  const { here, number } = await waiting({
    settings: settings.replace('["@rlindqvist"]', '["@rlindqvist", "@pvandermeer", "@helper[bot]"]'),
  });
  const { hands } = here;
  hands.push("other", { "docs/x.md": "x\n" }, { by: "jwexler" });
  approve(here, hands.open({ head: "other", title: "Other", by: "jwexler" }), "rlindqvist");
  here.github.app("helper", { permissions: { pull_requests: "write" }, on: ["example-org"] });
  hands.push("promote/testers", { [file]: `${testers}\n` }, { by: "pvandermeer" });
  approve(here, number, "pvandermeer", "helper[bot]");
  const review = hands.review(number, { by: "rlindqvist", state: "APPROVED" });
  hands.editReview(number, review, "Never mind", { by: "tmarsh" });
  const gated = await only(here);
  expect(gated.pullRequest.reviews).toMatchObject([
    { by: "pvandermeer", bot: false },
    { by: "helper[bot]", bot: true },
    { by: "rlindqvist", edited: true },
  ]);
  expect(gated.pullRequest.pushers).toEqual(["jwexler", "pvandermeer"]);
  expect(standing(here)).toBe("planned");
});

it("ATTACK-5  a check of another App, with facts of its own invention, is not ours", async () => {
  const { here, number, head } = await waiting();
  const { hands, github } = here;
  approve(here, number, "rlindqvist");
  github.clock.advance({ minutes: 5 });
  const moved = hands.push("promote/testers", { [file]: `${testers}# evil\n` }, { by: "jwexler" });
  hands.pull(number).reviews[0]!.commit = moved;
  const job = github.tokens.workflow(hands, { checks: "write" });
  const facts = {
    version: 1,
    pull: number,
    pushedAt: "2025-03-10T14:00:00Z",
    firstSeen: null,
    pushers: [],
    judged: "0",
  };
  const response = await fetch(`${github.url}/repos/example-org/benefits/check-runs`, {
    method: "POST",
    headers: { authorization: `token ${job}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ name: "flag-gate", head_sha: moved, status: "completed", conclusion: "success" },
      output: { title: "Go", summary: "Go", text: `<!-- flaghoist-facts ${JSON.stringify(facts)} -->` },
    }),
  });
  expect(response.status).toBe(201);
  expect(moved).not.toBe(head);
  expect(reasons(await only(here))).toContain("approvals.stale");
  expect(hands.checks(moved).map(({ app, conclusion }) => [app, conclusion])).toEqual([
    ["github-actions", "success"],
    ["flaghoist", null],
  ]);
});

it("ATTACK-6  one flag file among 300 others is still found, and a no behind 120 reviews too", async () => {
  const here = await town();
  const crowd = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [`a/${String(at).padStart(3, "0")}.md`, `${at}\n`]),
  );
  const number = here.propose("promote/testers", testers, "jwexler", crowd);
  for (let count = 0; count < 120; count += 1)
    here.hands.review(number, { by: "tmarsh", state: "COMMENTED", body: "Hm" });
  here.hands.review(number, { by: "rlindqvist", state: "CHANGES_REQUESTED", body: "No" });
  const gated = await only(here);
  expect(gated).toMatchObject({ kind: "judged", check: { outcome: "fail" } });
  expect(reasons(gated)).toEqual(["move.outside-flags"]);
  expect(gated.pullRequest.reviews).toHaveLength(121);
  here.hands.push("promote/testers", Object.fromEntries(Object.keys(crowd).map((path) => [path, null])), {
    by: "jwexler",
  });
  expect(reasons(await only(here))).toContain("approvals.changes-requested");
});

it("ATTACK-7  more reviews than are read: nothing is judged by a part of them", async () => {
  const { here, number } = await waiting();
  approve(here, number, "rlindqvist");
  const [approval] = here.hands.pull(number).reviews;
  const noise = Array.from({ length: 1000 }, (_, at) => ({ ...approval!, id: at + 10, state: "COMMENTED" as const }));
  here.hands.pull(number).reviews.push(...noise);
  const gated = await only(here);
  expect(gated).toMatchObject({ kind: "unreadable", why: expect.stringContaining("more than 1000 reviews") });
  expect(here.hands.checks(here.hands.pull(number).headOid).at(-1)).toMatchObject({ conclusion: "failure" });
  expect(standing(here)).toBe("planned");
});

it("ATTACK-8  a team that may not be asked, or does not exist, is not an empty team", async () => {
  const { here, number } = await waiting({ plan: planText({}).replace("[product]", "[product, engineering]") });
  approve(here, number, "rlindqvist", "tmarsh");
  const { members: _, ...fewer } = here.github.world.apps.get("flaghoist")!.permissions;
  const token = here.github.tokens.app("flaghoist", { permissions: fewer });
  const [blind] = await gatePass(await here.ports({}, { token }));
  expect(blind).toMatchObject({ check: { outcome: "error" } });
  const { forge } = await here.ports({}, { token });
  expect(await forge.members("@example-org/engineers")).toMatchObject({ kind: "unknown", why: /members/ });
  expect(await forge.members("engineers")).toMatchObject({ kind: "unknown", why: /@organization\/team/ });
});

it("ATTACK-9  a huge file in a head is not fetched, and says so", async () => {
  const { here } = await waiting();
  here.hands.push("promote/testers", { [file]: `${testers}# ${"x".repeat(300_000)}\n` }, { by: "jwexler" });
  const gated = await only(here);
  expect(gated).toMatchObject({ kind: "judged", check: { outcome: "fail" } });
});

it("ATTACK-10  base moves in between: what does not matter stays, what matters is taken back", async () => {
  for (const [moved, expected] of [
    [{ "docs/x.md": "x\n" }, { kind: "merged", standing: "testers" }],
    [
      { [settingsFile]: `${settings}freezes: [{ from: 2025-03-01, until: 2025-04-01, reason: Spring }]\n` },
      { kind: "undone", standing: "planned" },
    ],
  ] as const) {
    const { here, number } = await waiting();
    approve(here, number, "rlindqvist");
    await gatePass(await here.ports({ merge: async () => ({ kind: "refused", why: "not yet" }) }));
    here.github.hooks.beforeMerge = () => {
      delete here.github.hooks.beforeMerge;
      here.hands.push("main", moved, { by: "tmarsh" });
    };
    const gated = await only(here);
    expect(gated).toMatchObject({ kind: "judged", merge: { kind: expected.kind } });
    expect(standing(here)).toBe(expected.standing);
    expect(here.github.violations).toEqual([]);
  }
});

it("ATTACK-11  head moves in between, or base while GitHub merges: nothing is merged, it is judged again", async () => {
  const { here, number } = await waiting();
  approve(here, number, "rlindqvist");
  here.github.hooks.beforeMerge = () => {
    here.hands.push("promote/testers", { [file]: planText({ standing: "full" }) }, { by: "jwexler" });
    delete here.github.hooks.beforeMerge;
  };
  expect(await only(here)).toMatchObject({ merge: { kind: "moved" } });

  const other = await waiting();
  approve(other.here, other.number, "rlindqvist");
  other.here.github.hooks.midMerge = () => {
    delete other.here.github.hooks.midMerge;
    other.here.hands.push("main", { "docs/x.md": "x\n" }, { by: "tmarsh" });
  };
  expect(await only(other.here)).toMatchObject({ merge: { kind: "moved" } });
  expect(await only(other.here)).toMatchObject({ merge: { kind: "merged" } });
});

it("ATTACK-12  from a fork: a head is as old as our first look, and the fork's owner pushed it", async () => {
  const here = await town();
  const fork = here.hands.fork("jwexler");
  fork.push("promote/testers", { [file]: testers }, { by: "jwexler" });
  const number = here.hands.open({ head: "promote/testers", title: "t", by: "jwexler", fork });
  approve(here, number, "rlindqvist");
  expect((await only(here)).pullRequest).toMatchObject({ pushedAt: null, pushers: ["jwexler"] });
  const seen = here.github.clock.now();
  here.github.clock.advance({ minutes: 5 });
  expect((await only(here)).pullRequest.pushedAt?.toISO()).toBe(seen.toISO());
  approve(here, number, "rlindqvist");
  expect(await only(here)).toMatchObject({ merge: { kind: "merged" } });
});

it("ATTACK-13  what was found out of a head for one pull request is not believed of another", async () => {
  const { here, number, head } = await waiting({
    settings: settings.replace('["@rlindqvist"]', '["@rlindqvist", "@pvandermeer"]'),
  });
  await only(here);
  here.hands.edit(number, { state: "closed" }, { by: "jwexler" });
  here.github.clock.advance({ minutes: 5 });
  here.hands.point("again", head, { by: "pvandermeer" });
  const again = here.hands.open({ head: "again", title: "Again", by: "jwexler" });
  approve(here, again, "pvandermeer");
  const gated = await only(here);
  expect(gated.pullRequest).toMatchObject({ number: again, pushers: ["pvandermeer"] });
  expect(reasons(gated)).toContain("approvals.not-counted");
  expect(standing(here)).toBe("planned");
});
