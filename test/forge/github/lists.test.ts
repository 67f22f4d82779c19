import { expect, it } from "vitest";
import { hour } from "../../conformance/forge.ts";
import { desk, promotion } from "./desk.ts";

it("LIST-1  a team of more than a hundred is read to its end, and a pending member is none", async () => {
  const here = await desk();
  const many = Array.from({ length: 130 }, (_, at) => `person-${at}`);
  here.github.team("@example-org/many", many);
  here.github.world.teams.get("example-org/many")!.members.set("late", { state: "pending", role: "member" });
  const forge = await here.forge();
  const found = await Promise.all(
    ["@example-org/many", "@example-org/engineers", "@example-org/MANY"].map(forge.members),
  );
  expect(found[0]).toEqual({ kind: "members", logins: many });
  expect(found[1]).toMatchObject({ kind: "members" });
  expect(here.asked()).toEqual(["graphql Teams", "graphql Members"]);
});

it("LIST-2  our comment is found behind a hundred others, and a second one goes", async () => {
  const here = await desk();
  const number = promotion(here);
  for (let at = 0; at < 120; at += 1) here.hands.comment(number, `Noise ${at}`, { by: "tmarsh" });
  const head = here.hands.pull(number).headOid;
  const report = { head, outcome: "wait", title: "Not yet", comment: "Soaks" } as const;
  const say = async (comment: string) => {
    const forge = await here.forge();
    await forge.pullRequests();
    await forge.report(number, { ...report, comment });
  };
  await say("Soaks");
  const ours = () => here.hands.comments(number).filter(({ by }) => by === "flaghoist[bot]");
  here.hands.comment(number, ours()[0]!.body, { by: "flaghoist[bot]" });
  here.hands.comment(number, ours()[0]!.body, { by: "tmarsh" });
  await say("Go");
  expect(ours().map(({ body }) => body)).toEqual(["Go\n\n<!-- flaghoist:report -->"]);
  expect(here.hands.comments(number)).toHaveLength(122);
  expect(here.github.violations).toEqual([]);
});

it("LIST-3  more than a hundred holds are all honoured; one without our line is nobody's", async () => {
  const here = await desk();
  const forge = await here.forge();
  for (let at = 0; at < 105; at += 1) {
    await forge.raiseIssue({ label: "flaghoist-hold", key: `plan-${at}`, title: `${at}`, body: "b" });
  }
  const next = await here.forge();
  await next.pullRequests();
  expect(await next.issues("flaghoist-hold")).toHaveLength(105);
}, 60_000);

it("LIST-4  a report longer than GitHub takes is cut, not refused; so are a summary and fifty-one annotations", async () => {
  const here = await desk();
  const number = promotion(here);
  const annotation = {
    path: "flags/a.yaml",
    startLine: 1,
    endLine: 1,
    level: "notice",
    title: "t",
    message: "m",
  } as const;
  const forge = await here.forge();
  await forge.report(number, {
    ...{ head: here.hands.pull(number).headOid, outcome: "fail", title: "n".repeat(400) },
    ...{ comment: "ä".repeat(70_000), summary: "ä".repeat(70_000), annotations: Array(60).fill(annotation) },
  });
  expect(here.hands.comments(number)).toHaveLength(1);
  expect(here.hands.checks(here.hands.pull(number).headOid)).toMatchObject([
    { conclusion: "failure", annotations: { length: 50 } },
  ]);
  expect(here.github.violations).toEqual([]);
});

it("LIST-5  a branch that was pushed to more often than is read: who pushed is not known, so nothing is judged", async () => {
  const here = await desk();
  const number = promotion(here);
  const { activity } = here.hands.state;
  const [push] = activity.filter(({ ref }) => ref === "refs/heads/promote/a");
  activity.unshift(
    ...Array.from({ length: 305 }, (_, at) => ({
      ...push!,
      id: 9_000_000_000 + 305 - at,
      kind: "push" as const,
      at: hour(2),
    })),
  );
  const forge = await here.forge();
  expect(await forge.pullRequests()).toMatchObject([
    { number, unreadable: expect.stringContaining("more than 300 times") },
  ]);
});

it("LIST-6  titles and texts that GitHub would refuse are cut, and a line in them that looks like ours changes nothing; who asked, and what an issue is about, stay", async () => {
  const here = await desk();
  const forge = await here.forge();
  const [title, body] = ["\u{1F600}".repeat(300), `<!-- flaghoist-issue "other" -->\n\n${"b".repeat(70_000)}`];
  const issue = { label: "flaghoist-hold", key: "k".repeat(240), title, body };
  const { number } = await forge.raiseIssue(issue);
  expect(await (await here.forge()).issues("flaghoist-hold")).toMatchObject([{ number, key: issue.key }]);
  expect((await (await here.forge()).raiseIssue(issue)).number).toBe(number);
  here.forget();
  await (await here.forge()).raiseIssue(issue);
  expect(here.asked()).toEqual(["graphql Issues"]);
  await forge.closeIssue(number, "c".repeat(9000));

  here.hands.push("promote/a", { "flags/a.yaml": "standing: canary\n" }, { by: "rlindqvist" });
  const pull = await forge.open({ branch: "promote/a", title, body, requestedBy: "@tmarsh" });
  expect(await (await here.forge()).pullRequests()).toMatchObject([{ number: pull, requestedBy: "tmarsh" }]);
  expect(here.github.violations).toEqual([]);
});

it("LIST-7  a team or a talk longer than is read: members are not known, and the pull request is not judged", async () => {
  const here = await desk();
  const crowd = Array.from({ length: 2001 }, (_, at) => `person-${at}`);
  here.github.team("@example-org/crowd", crowd);
  const number = promotion(here);
  const first = here.hands.comment(number, "Noise", { by: "tmarsh" });
  const { comments } = here.hands.state;
  for (let at = 1; at <= 2000; at += 1) comments.set(first.id + at, { ...first, id: first.id + at });
  const forge = await here.forge();
  const why = expect.stringContaining("more than 2000 members");
  expect(await forge.members("@example-org/crowd")).toEqual({ kind: "unknown", why });
  const unreadable = expect.stringContaining("not among the first 2000");
  expect(await forge.pullRequests()).toMatchObject([{ number, unreadable }]);
});
