import { describe, expect, it } from "vitest";
import { monitorPass, type Watched } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, type Town, town } from "./town.ts";

/** Everyone sees it; then a check-in after a week, one after a month, and a clean-up. */
const checkIns = (standing: string, more: Readonly<Record<string, string>> = {}) =>
  Object.entries(more).reduce(
    (text, [from, to]) => text.replace(from, to),
    planText({ standing })
      .replace("{ percent: 100 }, soak: P1D }", "{ percent: 100 }, soak: P7D, results: { changes: ~ } }")
      .replace(
        "reverts: []",
        `  - { name: week-check, soak: P23D, results: { handlingIssues: ~ } }
  - { name: month-check, criteria: none, results: { handlingIssues: ~ } }
cleanup: [{ done: false, text: Remove download from the code }]
reverts: []`,
      )
      .replace("criteria: none", "criteria: { none: Counted in the week before }"),
  );

async function standingIn(standing: string, text = checkIns(standing)) {
  const here = await town();
  here.plan(text);
  await syncPass(here.ports());
  here.answers.set("bad", number(2)).set("total", number(5000));
  return here;
}

const label = "flaghoist-reminder";
const waiting = (watched: readonly Watched[]) =>
  watched.flatMap((one) => (one.kind === "watching" ? one.reminded.waiting : []));
const pass = async (here: Town, days = 0) => {
  here.at = here.at.plus({ days });
  return monitorPass(here.ports());
};

describe("MON-5  reminders do not nag", () => {
  it("nobody is asked for answers before the soak is over", async () => {
    const here = await standingIn("canary");
    expect(waiting(await pass(here, 0.5))).toEqual([]);
    expect(await here.forge.issues(label)).toEqual([]);
  });

  it("one issue a plan, updated in place as less is left to do, closed when nothing is", async () => {
    const here = await standingIn("full", checkIns("full", { "changes: ~": "changes: ~, errorTypes: ~" }));
    await pass(here, 8);
    expect(waiting(await pass(here))).toEqual([expect.stringContaining("changes, errorTypes")]);
    await pass(here, 1);
    const [first, ...more] = await here.forge.issues(label);
    expect(more).toEqual([]);

    here.plan(checkIns("full", { "changes: ~": "changes: none, errorTypes: ~" }));
    expect(waiting(await pass(here))).toEqual([expect.stringContaining("1 of 2 results of full missing: errorTypes")]);
    expect((await here.forge.issues(label)).map(({ number }) => number)).toEqual([first!.number]);

    here.plan(checkIns("full", { "changes: ~": "changes: none, errorTypes: none" }));
    expect(waiting(await pass(here))).toEqual([]);
    expect(await here.forge.issues(label)).toEqual([]);
  });

  it("a plan that is taken down leaves no reminder behind", async () => {
    const here = await standingIn("full");
    await pass(here, 8);
    await pass(here);
    expect(await here.forge.issues(label)).toHaveLength(1);
    here.answers.set("bad", number(900));
    expect((await pass(here))[0]!.kind).toBe("reverted");
    await pass(here);
    expect(await here.forge.issues(label)).toEqual([]);
  });
});

describe("MON-10 check-ins are remembered when they are due", () => {
  it("the first week's results after seven days, not before", async () => {
    const here = await standingIn("full");
    expect((await pass(here, 6)).map(({ kind }) => kind)).toEqual(["watching"]);
    expect(await here.forge.issues(label)).toEqual([]);
    expect((await pass(here, 1.1))[0]).toMatchObject({ kind: "proposed", proposed: { to: "week-check" } });
    expect(waiting(await pass(here))).toEqual([expect.stringContaining("results of full missing: changes")]);
  });

  it("the month's results after thirty days in all", async () => {
    const here = await standingIn("week-check");
    expect(waiting(await pass(here, 22))).toEqual([]);
    expect((await pass(here, 1.1))[0]).toMatchObject({ kind: "proposed", proposed: { to: "month-check" } });
    expect(waiting(await pass(here))).toEqual([expect.stringContaining("results of week-check missing")]);
  });

  it("then its own answers and the clean-up", async () => {
    const here = await standingIn("month-check");
    const said = waiting(await pass(here, 1)).join("\n");
    expect(said).toContain("results of month-check missing");
    expect(said).toContain("Remove download from the code");
  });
});

it("MON-12 a reminder that cannot be closed is told, beside what was done", async () => {
  const here = await standingIn("full");
  await here.forge.raiseIssue({ label, key: "gone", title: "gone", body: "" });
  here.answers.set("bad", number(900));
  here.at = here.at.plus({ days: 2 });
  const closeIssue = async () => Promise.reject(new Error("HTTP 502"));
  expect(await monitorPass(here.ports({ closeIssue }))).toMatchObject([
    { plan: "download", kind: "reverted" },
    { plan: "gone", kind: "failed", why: expect.stringMatching(/^its reminder, issue \d+, stays open: HTTP 502$/) },
  ]);
});
