import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import type { Hands } from "../github/hands.ts";
import { type GitHub, startGitHub } from "../github/start.ts";
import { type TestRepository, testRepository } from "../support/repository.ts";
import { recorder } from "./streams.ts";

const settings = `environments:
  production: { stores: [{ kind: flagd, file: runtime/production.flagd.json }] }
disciplines: { product: ["@rlindqvist"], engineering: ["@example-org/engineers"] }
`;
const file = "flags/download.yaml";
const plan = `title: Download
owner: "@rlindqvist"
standing: testers
flags: { download: { description: People can download } }
approvals: [product, engineering]
stages:
  - { name: testers, exposure: { actors: [{ name: Ada Reyes, id: { secret: ADA } }] }, soak: PT4H }
  - { name: half, exposure: { percent: 50 }, soak: P1D }
`;
const app = { permissions: { contents: "write", pull_requests: "write", checks: "write", issues: "write" } } as const;

let github: GitHub;
let hands: Hands;
let here: TestRepository;

beforeEach(async () => {
  github = await startGitHub({ now: "2025-03-10T14:00:00Z" });
  github.app("flaghoist", { ...app, id: 777, on: ["example-org"] });
  github.team("@example-org/engineers", ["tmarsh", "jwexler"]);
  hands = github.repository("example-org/benefits", { files: { ".github/flaghoist.yaml": settings, [file]: plan } });
  hands.role("jwexler", "write");
  here = testRepository();
  here.git("remote", "add", "origin", `${github.url}/example-org/benefits.git`);
  here.git("fetch", "--quiet", `file://${hands.folder}`, "main");
  here.git("reset", "--quiet", "--hard", "FETCH_HEAD");
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

const person = (login = "jwexler") => ({ GH_TOKEN: github.tokens.user(login) });
const controller = () => ({
  ...{ GH_TOKEN: github.tokens.app("flaghoist"), FLAGHOIST_APP_ID: "777", FLAGHOIST_APP_SLUG: "flaghoist" },
});

/** A command line in the clone of somebody with these variables. */
async function on(env: Record<string, string>, ...args: readonly string[]) {
  const server = { GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.url, ADA: "ada-7" };
  const { streams, out, err } = recorder(here.root, { ...server, ...env });
  const status = await main([...args, "--now", github.clock.now().toISO()!], streams);
  return { status, out: out(), err: err() };
}

it("ON-GITHUB-1  --open makes the pull request on GitHub, as the person whose token it is", async () => {
  const { out, status } = await on(person(), "promote", "download", "--open");
  expect({ status, out }).toEqual({
    status: 0,
    out: "github example-org/benefits: opened pull request 1 from promote/download-half: testers -> half\n",
  });
  const pull = hands.pull(1);
  expect(pull).toMatchObject({ author: "jwexler", head: { ref: "promote/download-half" }, state: "open" });
  expect(pull.body).not.toContain("Requested-by");
  expect(hands.read("promote/download-half", file)).toContain("standing: half");
  expect(here.git("branch", "--list")).toBe("* main");
});

it("ON-GITHUB-2  a revert is opened there as well, from main as GitHub has it and not as the clone remembers it", async () => {
  hands.push("main", { "README.md": "2\n" }, { by: "tmarsh" });
  const { status } = await on(person(), "revert", "download", "--because", "Errors at 4 %", "--open");
  expect(status).toBe(0);
  expect(hands.read(hands.pull(1).head.ref, "README.md")).toBe("2\n");

  hands.push("main", { [file]: plan.replace("P1D", "P2D") }, { by: "tmarsh" });
  const stale = await on(person(), "promote", "download", "--open");
  expect(stale).toMatchObject({ status: 3, err: expect.stringContaining(`${file} differs from main`) });
});

it("ON-GITHUB-3  check tells of the reviews of the pull request that has the head one is on, whatever its branch is called here", async () => {
  await on(person(), "promote", "download", "--open");
  here.git("fetch", "--quiet", `file://${hands.folder}`, "promote/download-half:mine");
  here.git("checkout", "--quiet", "mine");
  github.clock.advance({ minutes: 5 });
  hands.review(1, { by: "rlindqvist", state: "APPROVED" });
  const { out } = await on(person("tmarsh"), "check");
  expect(out).toMatch(/product: @rlindqvist approved/);
  expect(out).toMatch(/engineering: nobody has approved/);
  expect(out).not.toContain("no pull request");
});

it("ON-GITHUB-4  without a token it says so, and what needs only git goes on", async () => {
  for (const args of [["check"], ["status"], ["drift"], ["promote", "download"], ["sync"]]) {
    const { status, err } = await on({}, ...args);
    expect([args, status]).toEqual([args, 3]);
    expect(err).toContain("example-org/benefits is on GitHub: set GH_TOKEN, for example GH_TOKEN=$(gh auth token)");
  }
  for (const args of [["plan"], ["history", "download"], ["revert", "download", "--because", "Errors at 4 %"]]) {
    expect([args, (await on({}, ...args)).status]).toEqual([args, 0]);
  }
  expect(github.log).toEqual([]);
});

it("ON-GITHUB-5  a person's token writes no store: nobody could tell what came through the gate", async () => {
  for (const command of ["sync", "monitor"]) {
    const { status, err } = await on(person("tmarsh"), command);
    expect(status).toBe(3);
    expect(err).toContain(
      "example-org/benefits is on GitHub, where its workflows do this: gh workflow run flag-sync.yml",
    );
  }
  expect(hands.tip("flaghoist-runtime")).toBeNull();
});

it("ON-GITHUB-6  with the App's token a sync elsewhere admits, holds and records as the workflow does", async () => {
  const pushed = await on(controller(), "sync");
  expect(pushed.out).toContain("did not come through the gate");
  expect(hands.read("flaghoist-runtime", "runtime/production.flagd.json") ?? "").not.toContain("ada-7");
  expect(hands.issues().map(({ title }) => title)).toHaveLength(1);
});

it("ON-GITHUB-7  drift compares what GitHub's branches say, and nothing of the clone", async () => {
  here.write({ "runtime/production.flagd.json": "{" });
  const { status, out } = await on(person(), "drift");
  expect({ status, out }).toMatchObject({ status: 1, out: expect.stringContaining("flaghoist-runtime") });
});

it("ON-GITHUB-8  an issue that a person opens, as SETUP.md says, holds the plan", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../.github/SETUP.md"), "utf8");
  const line = /^<!-- flaghoist-issue .*-->$/m.exec(page)![0].replace("my-flag", "download");
  const octokit = new Octokit({ auth: github.tokens.user("jwexler"), baseUrl: github.url });
  const issue = { title: "Not now", body: `Somebody is on holiday.\n\n${line}\n`, labels: ["flaghoist-hold"] };
  await octokit.rest.issues.create({ owner: "example-org", repo: "benefits", ...issue });
  const { out } = await on(person(), "status", "download");
  expect(out).toMatch(/hold .*issue/);
});

it("ON-GITHUB-9  what a script printed is read from main, where people may put it, as the workflow does", async () => {
  const scripted = settings.replace(
    "kind: flagd, file: runtime/production.flagd.json",
    "kind: flipper-script, out: f.rb",
  );
  hands.push("main", { ".github/flaghoist.yaml": scripted, "f.rb.json": "no answer\n" }, { by: "tmarsh" });
  const { status, out } = await on(person(), "drift");
  expect(status).toBe(3);
  expect(out.replaceAll(/\s+/g, " ")).toContain("f.rb.json on main is not what the script prints");
});
