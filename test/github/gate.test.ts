import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { approve, file, planText, settings, town } from "./town.ts";

it("GITHUB-1  a promotion waits for people, merges at Go with what was judged, and is synced", async () => {
  const here = await town();
  await syncPass(await here.ports());
  const number = here.propose("promote/testers", planText({ standing: "testers" }));
  const head = here.hands.pull(number).headOid;
  const base = here.hands.tip("main")!;
  const [waiting] = await gatePass(await here.ports());
  expect(waiting).toMatchObject({ kind: "judged", check: { outcome: "wait" }, merge: { kind: "kept" } });
  expect(here.hands.checks(head)).toMatchObject([{ name: "flag-gate", status: "in_progress", conclusion: null }]);

  approve(here, number, "rlindqvist");
  const [gated] = await gatePass(await here.ports());
  const commit = here.hands.tip("main")!;
  expect(gated).toMatchObject({ kind: "judged", check: { base, head }, merge: { kind: "merged", commit } });
  expect(here.hands.checks(head).at(-1)).toMatchObject({ status: "completed", conclusion: "success" });
  const [said, ...more] = here.hands.comments(number);
  expect(said!.body).toContain("**What happens next**: it is merged at once");
  expect(more).toEqual([]);
  expect(here.hands.read("main", file)).toContain("standing: testers");

  const synced = await syncPass(await here.ports());
  expect(synced.outcome).toBe("done");
  expect(here.flags.get("download")).toMatchObject({ kind: "running", running: { exposure: { percent: 0 } } });
  expect(here.github.violations).toEqual([]);
});

it("GITHUB-2  who opened it by our App's hand is known, and may not approve", async () => {
  const here = await town({ settings: settings.replace('["@rlindqvist"]', '["@rlindqvist", "@pvandermeer"]') });
  const { forge } = await here.ports();
  here.hands.push("promote/testers", { [file]: planText({ standing: "testers" }) }, { by: "flaghoist[bot]" });
  const body = "Requested-by: nobody";
  const number = await forge.open({ branch: "promote/testers", title: "t", body, requestedBy: "@rlindqvist" });
  approve(here, number, "rlindqvist");
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ check: { outcome: "wait" }, pullRequest: { requestedBy: "rlindqvist" } });

  here.hands.edit(number, { body: "Nobody asked\n\nRequested-by: nobody" }, { by: "rlindqvist" });
  const [edited] = await gatePass(await here.ports());
  expect(edited).toMatchObject({ kind: "unreadable", why: expect.stringContaining("@rlindqvist edited the text") });

  here.hands.edit(number, { body: "Requested-by: nobody" }, { by: "passing-by" });
  here.github.world.actors.delete("passing-by");
  const [orphan] = await gatePass(await here.ports());
  expect(orphan).toMatchObject({ kind: "unreadable", why: expect.stringContaining("@ghost edited the text") });
  expect(here.hands.read("main", file)).toContain("standing: planned");
});

it("GITHUB-3  a pull request of somebody else's code gets the check, once, and nothing is asked about it", async () => {
  const here = await town();
  here.hands.push("feature", { "src/x.ts": "1\n" }, { by: "jwexler" });
  const number = here.hands.open({ head: "feature", title: "Code", by: "jwexler" });
  const head = here.hands.pull(number).headOid;
  expect((await gatePass(await here.ports())).map(({ kind }) => kind)).toEqual(["not-ours"]);
  here.forget();
  await gatePass(await here.ports());
  expect(here.hands.checks(head)).toMatchObject([
    { conclusion: "success", output: { title: "No release plan changes here." } },
  ]);
  expect(here.hands.comments(number)).toEqual([]);
  expect(here.asked()).toEqual(["graphql Snapshot", "graphql Teams"]);
});

it("GITHUB-4  two pull requests with one head: the check speaks for the first, the other is told so", async () => {
  const here = await town();
  const first = here.propose("promote/testers", planText({ standing: "testers" }));
  here.hands.point("copy", here.hands.tip("promote/testers"), { by: "pvandermeer" });
  const second = here.hands.open({ head: "copy", title: "Copy", by: "pvandermeer" });
  approve(here, first, "rlindqvist");
  const gated = await gatePass(await here.ports({ merge: async () => ({ kind: "refused", why: "not in this test" }) }));
  expect(gated.map(({ kind }) => kind)).toEqual(["judged", "unreadable"]);
  expect(here.hands.checks(here.hands.pull(first).headOid).map(({ conclusion }) => conclusion)).toEqual(["success"]);
  expect(here.hands.comments(second)[0]!.body).toContain(`that of #&#8203;${first} too`);
});

it("GITHUB-5  without an App of its own nothing is read back from a check that anybody could write", async () => {
  const here = await town();
  const number = here.propose("promote/testers", planText({ standing: "testers" }));
  approve(here, number, "rlindqvist");
  const all = { contents: "write", pull_requests: "write", checks: "write", issues: "write" } as const;
  const basic = {
    token: here.github.tokens.workflow(here.hands, all),
    app: { id: 15_368, own: false, login: "github-actions[bot]" },
  };
  const kept = { merge: async () => ({ kind: "refused", why: "people merge" }) as const };
  await gatePass(await here.ports(kept, basic));
  here.forget();
  const ports = await here.ports(kept, basic);
  const [gated] = await gatePass(ports);
  expect(gated).toMatchObject({ check: { outcome: "pass" } });
  expect(here.asked()).toContain("repos/list-activities");
  expect(here.hands.checks(here.hands.pull(number).headOid)).toHaveLength(1);
  expect(ports.forge.admitted).toBeUndefined();
});
