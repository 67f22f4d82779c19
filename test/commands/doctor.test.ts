import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { appPermissions } from "../../scripts/commands/setup/render.ts";
import type { Hands } from "../github/hands.ts";
import { type GitHub, startGitHub } from "../github/start.ts";
import { recorder } from "./streams.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github");
const people = { UAT_ADA_REYES: "1", UAT_SAM_OKAFOR: "2", UAT_LEE_NOVAK: "3" };
const environments = ["flag-gate", "flag-sync", "flag-monitor"];

let github: GitHub;
let hands: Hands;

/** Set up as `flaghoist setup` says. */
beforeEach(async () => {
  github = await startGitHub();
  github.app("flaghoist", { id: 777, permissions: appPermissions, on: ["example-org"] });
  const workflows = readdirSync(join(folder, "workflows")).map((name) => {
    return [`.github/workflows/${name}`, readFileSync(join(folder, "workflows", name), "utf8")] as const;
  });
  hands = github.repository("example-org/benefits", {
    files: { ...Object.fromEntries(workflows), "README.md": "1\n" },
  });
  hands.state.settings = {
    ...hands.state.settings,
    ...{ mergeMethods: ["squash"], autoMerge: false, defaultWorkflowPermissions: "read", actionsMayApprove: false },
  };
  for (const name of environments) {
    hands.environment(name, { branches: ["main"], secrets: { ...people, FLAGHOIST_PRIVATE_KEY: "k" } });
  }
  for (const name of readdirSync(join(folder, "rulesets")).sort()) hands.protect(ruleset(name));
  hands.variable("FLAGHOIST_APP_ID", "777");
  hands.variable("FLAGHOIST_CLIENT_ID", "Iv1.flaghoist");
  hands.role("tmarsh", "admin");
});
afterEach(() => github.close());

const ruleset = (name: string, edit = (text: string) => text) => ({
  ...JSON.parse(edit(readFileSync(join(folder, "rulesets", name), "utf8")).replaceAll("424242", "777")),
  id: github.world.id(),
});

async function doctor(args: readonly string[] = [], token = github.tokens.user("tmarsh")) {
  const { streams, out, err } = recorder(root, { GH_TOKEN: token, GITHUB_API_URL: github.url });
  const status = await main(["doctor", "--repo", "example-org/benefits", ...args], streams);
  return {
    status,
    out: out(),
    err: err(),
    wrong: out()
      .split("\n")
      .filter((line) => /^[✗?]/.test(line)),
  };
}

it("DOCTOR-1  a repository that is set up is told so, item by item, and GitHub is asked only what it describes", async () => {
  const { status, out, err } = await doctor();
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toContain("Everything is as it must be.");
  expect(out.match(/^✓/gm)?.length).toBe(25);
  expect(github.violations).toEqual([]);
});

it.each<[string, () => void, readonly string[]]>([
  [
    "a ruleset is missing",
    () => void hands.state.rulesets.splice(0, 1),
    ['rulesets: there is no ruleset "flaghoist: integrity of main (no bypass)"'],
  ],
  [
    "somebody was let past a rule",
    () => {
      hands.state.rulesets[0] = {
        ...hands.state.rulesets[0]!,
        bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }],
      };
    },
    ["bypass_actors[RepositoryRole] is not in the file"],
  ],
  [
    "a ruleset only evaluates",
    () => {
      hands.state.rulesets[0] = { ...hands.state.rulesets[0]!, enforcement: "evaluate" };
    },
    ['enforcement is "evaluate", not "active"'],
  ],
  [
    "the check may be anybody's",
    () => {
      hands.state.rulesets[1] = ruleset("2-review.json", (text) => text.replaceAll("424242", "15368"));
    },
    ["the App is github-actions"],
  ],
  [
    "a rule was loosened",
    () => {
      const loose = (text: string) =>
        text.replace('"require_last_push_approval": true', '"require_last_push_approval": false');
      hands.state.rulesets[1] = ruleset("2-review.json", loose);
    },
    ["rules[pull_request].parameters.require_last_push_approval is false, not true"],
  ],
  [
    "an environment is missing",
    () => void hands.state.environments.delete("flag-sync"),
    ["environments: there is no environment flag-sync"],
  ],
  [
    "an environment is open to every branch",
    () => hands.environment("flag-gate", { branches: null, secrets: { ...people, FLAGHOIST_PRIVATE_KEY: "k" } }),
    ["environments: flag-gate is open to every branch"],
  ],
  [
    "a secret is missing",
    () =>
      hands.environment("flag-gate", {
        branches: ["main"],
        secrets: { FLAGHOIST_PRIVATE_KEY: "k", UAT_ADA_REYES: "1", UAT_LEE_NOVAK: "3" },
      }),
    ["flag-gate has no secret UAT_SAM_OKAFOR"],
  ],
  [
    "the App's key and a person's id are open to every branch as well",
    () => {
      for (const name of ["FLAGHOIST_PRIVATE_KEY", "UAT_ADA_REYES", "NPM_TOKEN"]) hands.secret(name, "k");
    },
    [
      "secrets: FLAGHOIST_PRIVATE_KEY is a secret of the repository too, which a workflow of any branch may read",
      "secrets: UAT_ADA_REYES is a secret of the repository too",
    ],
  ],
  [
    "workflows may write, and approve",
    () => {
      hands.state.settings = { ...hands.state.settings, defaultWorkflowPermissions: "write", actionsMayApprove: true };
    },
    ["workflow token: is write by default", "workflow token: may approve pull requests"],
  ],
  [
    "merging is by another method, and by itself",
    () => {
      hands.state.settings = { ...hands.state.settings, mergeMethods: ["merge"], autoMerge: true };
    },
    ["merge.method is squash, which the repository forbids", "auto-merge is on"],
  ],
  [
    "a workflow is switched off",
    () => void hands.state.disabledWorkflows.set(".github/workflows/flag-monitor.yml", "disabled_manually"),
    ["workflows: .github/workflows/flag-monitor.yml is disabled"],
  ],
  [
    "the workflows do not know of the App",
    () => void hands.state.variables.delete("FLAGHOIST_APP_ID"),
    ["variables: FLAGHOIST_APP_ID is not set: the workflows run without an App"],
  ],
  [
    "its number is none",
    () => hands.variable("FLAGHOIST_APP_ID", "flaghoist"),
    ['FLAGHOIST_APP_ID is "flaghoist", which is no number'],
  ],
  [
    "the App is another one than the rules name",
    () => {
      github.app("other", { id: 778, permissions: appPermissions, on: ["example-org"] });
      hands.variable("FLAGHOIST_APP_ID", "778");
      hands.variable("FLAGHOIST_CLIENT_ID", "Iv1.other");
    },
    Array(3).fill("the App is 777, not 778, which is ours"),
  ],
  [
    "its client id is another App's",
    () => hands.variable("FLAGHOIST_CLIENT_ID", "Iv1.other"),
    ["FLAGHOIST_CLIENT_ID is Iv1.other, but App 777 is Iv1.flaghoist"],
  ],
  [
    "the App is not installed",
    () => void github.world.apps.get("flaghoist")!.installations.clear(),
    ["App: App 777 is not installed in the organization"],
  ],
  [
    "the App is granted less than the workflows ask for",
    () => {
      const { members: _, ...fewer } = appPermissions;
      github.app("flaghoist", { id: 777, permissions: { ...fewer, checks: "read" }, on: ["example-org"] });
    },
    [
      "granted checks: read, and the workflows ask for write",
      "granted members: nothing, and the workflows ask for read",
    ],
  ],
])("DOCTOR-2  %s: it says so, and what to do", async (_, harm, expected) => {
  harm();
  const { status, out, wrong } = await doctor();
  expect(status).toBe(1);
  expect(wrong.length).toBe(expected.length);
  for (const [index, what] of expected.entries()) expect(wrong[index]).toContain(what);
  const lines = out.split("\n");
  for (const line of wrong) expect(lines[lines.indexOf(line) + 1]).toMatch(/^ {4}\S/);
});

it("DOCTOR-3  what the token may not see is not taken for fine", async () => {
  hands.role("jwexler", "read");
  const { status, out, wrong } = await doctor([], "ghs_unknown");
  expect(status).toBe(3);
  expect(wrong.every((line) => line.startsWith("?"))).toBe(true);
  expect(wrong.length).toBe(9);
  expect(out).not.toContain("ghs_unknown");
  expect(out).toContain("9 things not looked at");
});

it("DOCTOR-4  without an App: no key, no rule that only an App could keep, and Actions may open pull requests", async () => {
  hands.state.settings = { ...hands.state.settings, actionsMayApprove: true };
  for (const name of environments) hands.environment(name, { branches: ["main"], secrets: people });
  const basic = ruleset("2-review.json", (text) => text.replace(', "integration_id": 424242', ""));
  hands.state.rulesets.splice(1, 3, { ...basic, bypass_actors: [] });
  const { wrong } = await doctor(["--basic"]);
  expect(wrong).toEqual([expect.stringContaining("FLAGHOIST_APP_ID is 777, so the workflows look for an App")]);
  hands.state.variables.clear();
  expect((await doctor(["--basic"])).out).toContain("Everything is as it must be.");
  expect((await doctor()).status).toBe(1);
});

it("DOCTOR-5  the document has every item with its state", async () => {
  hands.state.environments.delete("flag-sync");
  const { out } = await doctor(["--json"]);
  const { version, found } = JSON.parse(out);
  expect(version).toBe(1);
  expect(found).toContainEqual({
    ...{ about: "environments", state: "wrong", what: "there is no environment flag-sync" },
    cure: "run `flaghoist setup --print` and the part of it that speaks of this",
  });
});

it("DOCTOR-6  without a token it says how to come by one", async () => {
  const { streams, err } = recorder(root);
  expect(await main(["doctor", "--repo", "a/b"], streams)).toBe(3);
  expect(err()).toContain("GH_TOKEN=$(gh auth token)");
});

it("DOCTOR-7  who may not change a ruleset is not told who may bypass it: that is said, and is no difference", async () => {
  hands.role("jwexler", "maintain");
  const { status, wrong } = await doctor([], github.tokens.user("jwexler"));
  expect(status).toBe(3);
  expect(wrong.filter((line) => line.includes("who may bypass"))).toHaveLength(4);
  expect(wrong.every((line) => line.startsWith("?"))).toBe(true);
});
