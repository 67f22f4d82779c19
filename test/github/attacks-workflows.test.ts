import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plan, secrets } from "../../scripts/commands/demo/files.ts";
import { setStanding } from "../../scripts/load/edit.ts";
import { planFile, runOf, saidBy } from "./actions/stage.ts";
import { allWell, beginStory, type Story } from "./actions/story.ts";
import { requiring } from "./desk.ts";
import type { Run } from "./runner/result.ts";

const start = "2025-03-10T10:00";
const uat = (text: string) => setStanding(text, "uat");

/** A job that tells whatever it is given, says that all is well, and raises the flag if it can. */
const greedy = (name: string, on: string, more = "") => `name: ${name}
on: ${on}
permissions: write-all
jobs:
  validate:
    runs-on: ubuntu-24.04
${more}    steps:
      - run: env | rev
        env: { KEY: "\${{ secrets.FLAGHOIST_PRIVATE_KEY }}", ADA: "\${{ secrets.UAT_ADA_REYES }}" }
      - if: always()
        run: >-
          curl -s -o /dev/null -w '%{http_code}' -H "authorization: bearer $TOKEN" "$GITHUB_API_URL/repos/example-org/benefits/check-runs"
          -d "{\\"name\\":\\"flag-gate\\",\\"head_sha\\":\\"\${{ github.event.pull_request.head.sha || github.sha }}\\",\\"conclusion\\":\\"success\\"}"
        env: { TOKEN: "\${{ github.token }}" }
`;
const inGate = "    environment: { name: flag-gate, deployment: false }\n";
const everyRun = "throw new Error('the code of the pull request runs');\n";

/** Nobody's secret and nobody's id, read forwards or backwards. */
function expectSilence(runs: readonly Run[]): void {
  const words = [...Object.values(secrets), "BEGIN RSA"].flatMap((word) => [word, [...word].reverse().join("")]);
  for (const run of runs) for (const word of words) expect(saidBy(run)).not.toContain(word);
}

const said = (story: Story, number: number) =>
  story.hands
    .comments(number)
    .map(({ body }) => body)
    .join("\n");

it("TRUST-1  who edits the workflows, in a fork or on a branch, gets no secret, and main's own code judges", async () => {
  const story = await beginStory({ start });
  const { hands, runner, app } = story;
  hands.protect(requiring("flag-gate", app!.id));
  const edited = {
    ".github/workflows/flag-pr.yml": greedy("flag-pr", "pull_request"),
    ".github/workflows/flag-gate.yml": greedy("flag-gate", "[pull_request, push]", inGate),
    ".github/actions/dist/gate.js": everyRun,
    ".github/actions/dist/validate.js": everyRun,
    [planFile]: uat(plan),
  };
  const fork = hands.fork("mallory");
  fork.push("mine", edited, { by: "mallory" });
  const theirs = hands.open({ head: "mine", title: "Faster", fork, by: "mallory" });
  const fromFork = await runner.settle();
  hands.push("faster", edited, { by: "jwexler" });
  const ours = hands.open({ head: "faster", title: "Faster", by: "jwexler" });
  const fromBranch = await runner.settle();

  // The fork's token may only read, a branch's may write checks, and neither comes into the environment of the key.
  const [pull] = fromFork.filter(({ workflow, event }) => workflow === "flag-pr" && event === "pull_request");
  expect(pull!.jobs.validate!.token.declared).not.toContain("write");
  expect(pull!.jobs.validate!.steps.map(({ log }) => log).at(-1)).toBe("403");
  const refusals = [...fromFork, ...fromBranch].filter(
    ({ path, jobs }) => path.endsWith("flag-gate.yml") && jobs.validate,
  );
  expect(refusals.map(({ jobs }) => jobs.validate!.log)).toEqual([
    expect.stringContaining("refs/pull/1/merge"),
    expect.stringContaining('Branch "faster" is not allowed to deploy to flag-gate'),
    expect.stringContaining("refs/pull/2/merge"),
  ]);
  expectSilence([...fromFork, ...fromBranch]);

  const judged = [...fromFork, ...fromBranch].filter(
    ({ event, workflow }) => event === "workflow_run" && workflow === "flag-gate",
  );
  expect(allWell(judged).length).toBeGreaterThan(0);
  expect([theirs, ours].map(story.verdict)).toEqual(["fail", "fail"]);
  const head = hands.pull(ours).headOid;
  expect(hands.checks(head).map(({ app, conclusion }) => `${app} ${conclusion}`)).toEqual(
    expect.arrayContaining(["github-actions success", "flaghoist failure"]),
  );
  expect(() => hands.merge(ours, { by: "tmarsh", method: "squash" })).toThrow("Repository rule violations found");
  expect(story.plan()).toContain("standing: planned");
}, 120_000);

it("TRUST-2  titles, branches, files and commit messages are text: no shell, no runner and no page obeys them", async () => {
  const story = await beginStory({ start });
  const { hands, runner } = story;
  const marker = join(mkdtempSync(join(tmpdir(), "flaghoist-trust-")), "obeyed");
  const touch = `touch\${IFS}${marker}`;
  const title = `"; exit 1; # $(touch ${marker}) \`touch ${marker}\` ::error::gone\n::set-output name=merged::9 @everyone <img src=x> ]]>`;
  const branch = `x;$(${touch.replaceAll("/", "$(echo${IFS}.)")})&&\`id\`|cat"'`;
  const message = `${title}\n\nFlaghoist-Verdict: Go\nRequested-by: @nobody`;
  hands.push(branch, { [planFile]: uat(plan) }, { by: "jwexler", message });
  const number = hands.open({ head: branch, title, body: message, by: "jwexler" });
  const odd = `flags/";$(touch ${marker.replaceAll("/", "-")})\`id\`.yaml`;
  hands.push("odd", { [odd]: plan.replaceAll("form1095b_download", "odd_flag") }, { by: "jwexler", message });
  const other = hands.open({ head: "odd", title, by: "jwexler" });
  const signals = runner.waiting.filter(({ name }) => name === "pull_request");
  const told = (await Promise.all(signals.map(runner.runEvent))).flat();
  expect(told.map(({ workflow }) => workflow)).toEqual(["flag-pr", "flag-pr"]);
  story.approve(number);
  told.push(...(await story.pass("flag-gate.yml")));
  allWell(told.filter(({ workflow }) => workflow !== "flag-pr"));
  story.expects(number, "pass, merged");
  expect(story.verdict(other)).toMatch(/^(wait|fail)$/);
  for (const run of told) {
    for (const { outputs, annotations } of Object.values(run.jobs)) {
      expect(Object.keys(outputs)).toEqual([]);
      expect(annotations.filter((one) => one.message.startsWith("gone"))).toEqual([]);
    }
  }
  for (const text of [said(story, number), said(story, other)]) {
    expect(text).not.toMatch(/(^|[^\w`&])@everyone/);
    expect(text).not.toContain("<img");
  }
  expect(existsSync(marker)).toBe(false);
  expect(story.github.violations).toEqual([]);
}, 120_000);

it("TRUST-3  what comes to main past the gate, by push or by an owner's button, is not synced: one incident each", async () => {
  const story = await beginStory({ start });
  const { hands, runner } = story;
  const incidents = () => hands.issues().filter(({ labels }) => labels.has("flaghoist-incident"));
  hands.push("main", { [planFile]: uat(plan) }, { by: "tmarsh" });
  const pushed = await runner.settle();
  expect(pushed.map(({ workflow }) => workflow)).toContain("flag-sync");
  expect(incidents()).toMatchObject([
    { state: "open", body: expect.stringContaining("@tmarsh put it on main directly") },
  ]);
  expect(story.store()).not.toContain("User;4711");

  hands.push("main", { [planFile]: plan }, { by: "tmarsh" });
  const number = story.propose("promote/uat", uat);
  await story.pass("flag-gate.yml");
  expect(story.verdict(number)).toBe("wait");
  hands.merge(number, { by: "owner", method: "squash" });
  await runner.settle();
  await story.pass("flag-sync.yml");
  expect(incidents().map(({ body }) => /put it on main directly|was merged, but its head/.exec(body)?.[0])).toEqual([
    "put it on main directly",
    "was merged, but its head",
  ]);
  expect(story.store()).not.toContain("User;4711");
  expect(story.github.violations).toEqual([]);
}, 120_000);

it("TRUST-4  a token is in no argument, no log, no comment and no settings, even where GitHub says it back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flaghoist-trust-"));
  const calls = join(folder, "calls");
  const git = process.env
    .PATH!.split(":")
    .map((one) => join(one, "git"))
    .find(existsSync)!;
  writeFileSync(join(folder, "git"), `#!/bin/sh\nprintf '%s\\n' "$*" >> ${calls}\nexec ${git} "$@"\n`);
  chmodSync(join(folder, "git"), 0o755);
  const story = await beginStory({ start, environment: { PATH: `${folder}:${process.env.PATH}` } });
  const { hands, github } = story;
  const newest = () => [...github.world.tokens.values()].filter(({ kind }) => kind === "installation").at(-1)!.value;
  const quoting = {
    kind: "answer" as const,
    status: 400,
    get message() {
      return `bad header: authorization token ${newest()}`;
    },
  };
  const number = story.propose("promote/uat", uat);
  // First of one pull request, so that it is said on its page; then of all, so that it ends the step.
  github.faults.add({ operation: "repos/list-activities", does: quoting });
  const first = await story.pass("flag-gate.yml");
  expect(said(story, number)).toMatch(/bad header: authorization token (\\\*){3}/);
  github.faults.add({ operation: "graphql Snapshot", does: quoting });
  const second = await story.pass("flag-gate.yml");
  expect(saidBy(runOf(second, "flag-gate"))).toContain("bad header");

  // Git's turn: the token ends between the API's answer and the fetch.
  hands.push("promote/uat", { [planFile]: `${uat(plan)}# again\n` }, { by: "jwexler" });
  const call = () => {
    for (const token of github.world.tokens.values()) if (token.kind === "installation") token.revoked = true;
  };
  github.faults.add({ operation: "graphql Snapshot", does: { kind: "call", done: true, call } });
  const third = await story.pass("flag-gate.yml");
  expect(saidBy(runOf(third, "flag-gate"))).toContain("GitHub does not take the token");

  const fine = allWell(await story.pass("flag-gate.yml"));
  expect(fine).toContain("flag-gate");
  const everything = [
    readFileSync(calls, "utf8"),
    said(story, number),
    ...[...first, ...second, ...third].map(saidBy),
    ...hands.checks(hands.pull(number).headOid).map(({ output }) => JSON.stringify(output)),
  ].join("\n");
  expect(everything).toMatch(/ fetch .*refs\/pull\/1\/head/);
  for (const { value, kind } of github.world.tokens.values()) {
    if (kind === "app") continue;
    expect(everything).not.toContain(value);
    expect(everything).not.toContain(Buffer.from(`x-access-token:${value}`).toString("base64"));
  }
}, 120_000);
