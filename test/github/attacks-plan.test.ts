import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { approve, file, planText, settings, settingsFile, type Town, town } from "./town.ts";

const standing = (here: Town, path = file) => /^standing: (.*)$/m.exec(here.hands.read("main", path) ?? "")?.[1];
const all = async (here: Town) => gatePass(await here.ports());
type Gated = Awaited<ReturnType<typeof all>>[number];
const reasons = (gated: Gated | undefined) =>
  gated?.kind === "judged"
    ? gated.check.judged.flatMap(({ verdict }) => verdict.findings.map(({ reason }) => reason))
    : [gated?.kind];
const said = (gated: Gated | undefined) =>
  gated?.kind === "judged" ? gated.check.diagnostics.map(({ diagnostic }) => diagnostic.message) : [gated?.kind];

const testers = planText({ standing: "testers" });

it.each([
  ["the people who may approve", testers, { [settingsFile]: settings.replace('"@rlindqvist"', '"@jwexler"') }],
  ["the hours", testers, { [settingsFile]: `${settings}hours: ~\n` }],
  ["who must approve", testers.replace("[product]", "[]"), {}],
  ["a threshold", testers.replace("max: 0.01", "max: 0.9"), {}],
  ["what a failure does", testers.replace("onFail: revert", "onFail: hold"), {}],
  ["a soak", testers.replace("soak: P1D", "soak: PT0S"), {}],
  [
    "a window",
    testers.replace("{ name: canary,", "{ name: canary, window: { opens: 2025-01-01, closes: 2025-12-31 },"),
    {},
  ],
  ["a later stage", testers.replace("percent: 10 }", "percent: 100 }"), {}],
  ["the code that judges", testers, { ".github/actions/dist/gate.js": "process.exit(0)\n" }],
  ["the workflow that judges", testers, { ".github/workflows/flag-gate.yml": "on: push\njobs: {}\n" }],
  ["the schema", testers, { "schemas/release-plan.schema.json": "{}\n" }],
])("PROMOTION-1  a promotion that changes %s too is illegal, whoever approves it", async (_, text, files) => {
  const here = await town({ settings: `${settings}hours: { days: [Mon], from: "09:00", until: "16:00" }\n` });
  approve(here, here.propose("promote/testers", text, "jwexler", files), "rlindqvist", "tmarsh");
  const [gated] = await all(here);
  expect(gated).toMatchObject({ check: { outcome: "fail" }, merge: { kind: "kept" } });
  expect(reasons(gated).every((reason) => reason?.startsWith("move."))).toBe(true);
  expect(standing(here)).toBe("planned");
  const last = here.hands.checks(here.hands.pull(1).headOid).at(-1);
  expect(last).toMatchObject({ app: "flaghoist", conclusion: "failure" });
});

const aliases = (depth: number) => {
  const lines = ["  - &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at <= depth; at += 1)
    lines.push(
      `  - &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(", ")}]`,
    );
  return lines.join("\n");
};

it.each([
  ["a billion of nothing", `${testers}bomb:\n${aliases(9)}\n`, "aliases repeat more than 10000 values"],
  [
    "ten thousand brackets",
    testers.replace("reverts: []", `reverts: ${"[".repeat(10_000)}${"]".repeat(10_000)}`),
    "more than 64 deep",
  ],
  [
    "four hundred steps to the right",
    `${testers}deep:\n${Array.from({ length: 400 }, (_, at) => `${" ".repeat(at + 1)}a:`).join("\n")} b\n`,
    "more than 64 deep",
  ],
  ["300,000 characters in one line", `${testers}# ${"x".repeat(300_000)}\n`, "a plan has at most 262,144"],
  ["another document behind the first", `${testers}---\nstanding: full\n`, "more than one document"],
  ["two standings", `${testers}standing: full\n`, "stands twice in one map"],
  [
    "a tag that makes things",
    testers.replace("title: Download", 'title: !!js/function "function(){}"'),
    "tags are not read here",
  ],
  ["bytes that are no text", `\u0000${testers}`, "control character U+0000"],
])("PROMOTION-2  %s in one head: refused at once, and the pull request beside it is judged", async (_, text, why) => {
  const here = await town();
  here.hands.push("main", { "flags/b.yaml": planText({ key: "other" }) }, { by: "owner" });
  const evil = here.propose("evil", text);
  here.hands.push("good", { "flags/b.yaml": planText({ key: "other", standing: "testers" }) }, { by: "jwexler" });
  const good = here.hands.open({ head: "good", title: "Good", by: "jwexler" });
  approve(here, evil, "rlindqvist");
  approve(here, good, "rlindqvist");
  const began = Date.now();
  const [first, second] = await all(here);
  expect(Date.now() - began).toBeLessThan(5000);
  expect(first).toMatchObject({ kind: "judged", check: { outcome: "fail" }, merge: { kind: "kept" } });
  expect(said(first)).toEqual([expect.stringContaining(why)]);
  expect(second).toMatchObject({ merge: { kind: "merged" } });
  expect([standing(here), standing(here, "flags/b.yaml")]).toEqual(["planned", "testers"]);
  expect(here.hands.comments(evil)[0]!.body.length).toBeLessThan(65_536);
});

it("PROMOTION-3  two promotions of one plan: the first is merged, the other must be brought up to date", async () => {
  const here = await town();
  const numbers = ["a", "b"].map((branch) => here.propose(`promote/${branch}`, `${testers}# ${branch}\n`));
  for (const number of numbers) approve(here, number, "rlindqvist");
  const [first, second] = await all(here);
  expect(first).toMatchObject({ merge: { kind: "merged" } });
  expect(second).toMatchObject({ check: { outcome: "fail" }, merge: { kind: "kept" } });
  expect(reasons(second)).toEqual(["move.diverged"]);
});

it("PROMOTION-4  two passes at one time merge once, and the next leaves one comment and one check that agree", async () => {
  const here = await town();
  here.hands.push("main", { "flags/b.yaml": planText({ key: "other" }) }, { by: "owner" });
  const go = here.propose("promote/testers", testers);
  here.hands.push("waits", { "flags/b.yaml": planText({ key: "other", standing: "testers" }) }, { by: "jwexler" });
  const waits = here.hands.open({ head: "waits", title: "Waits", by: "jwexler" });
  const from = here.hands.tip("main")!;
  approve(here, go, "rlindqvist");
  const both = (await Promise.all([all(here), all(here)])).flat();
  const merges = both.map((gated) => (gated.kind === "judged" ? gated.merge.kind : gated.kind));
  expect(merges.sort()).toEqual(["kept", "kept", "merged", expect.stringMatching(/^(merged|moved|refused)$/)]);
  const count = ["rev-list", "--count", "--first-parent", `${from}..${here.hands.tip("main")}`];
  expect(here.hands.state.git.run(count).out.trim()).toBe("1");
  here.github.clock.advance({ minutes: 15 });
  await all(here);
  expect(here.hands.comments(waits)).toHaveLength(1);
  expect(here.hands.checks(here.hands.pull(waits).headOid).at(-1)).toMatchObject({ status: "in_progress" });
  expect(here.github.violations).toEqual([]);
});

it("PROMOTION-5  why a pull request cannot be read is text as well: the name of its branch calls nobody", async () => {
  const here = await town();
  const number = here.propose("x/@everyone<img>#1", testers);
  here.github.faults.add({
    operation: "repos/list-activities",
    times: 9,
    does: { kind: "answer", status: 400, message: "@rlindqvist" },
  });
  expect(await all(here)).toMatchObject([{ kind: "unreadable", why: expect.stringContaining("@everyone<img>#1") }]);
  const [said] = here.hands.comments(number).map(({ body }) => body);
  expect(said).toContain("everyone");
  expect(said).not.toMatch(/@\w|<img|#1/);
});
