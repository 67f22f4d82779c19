import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { appPermissions as stagePermissions } from "../github/actions/stage.ts";
import { githubContract } from "../github/openapi/contract.ts";
import { recorder } from "./streams.ts";

const root = join(import.meta.dirname, "../..");
const app = ["--app-id", "777", "--client-id", "Iv23liTest"];

const setup = (...args: readonly string[]) => setupIn(root, ...args);

async function setupIn(root: string, ...args: readonly string[]) {
  const { streams, out, err } = recorder(root);
  const status = await main(["setup", ...args], streams);
  return { status, out: out(), err: err() };
}

interface Call {
  readonly args: readonly string[];
  readonly input: string;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flaghoist-setup-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script with a `gh` that writes down what it is asked, and gives what it asked. `there`: what was made before. */
function run(script: string, there: { readonly ruleset?: number; readonly branches?: string } = {}): readonly Call[] {
  const gh = `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const args = process.argv.slice(2);
const reads = args.includes("--input") || args[0] === "secret";
appendFileSync("${folder}/calls", JSON.stringify({ args, input: reads ? readFileSync(0, "utf8") : "" }) + "\\n");
if (args.includes("--jq")) {
  process.stdout.write(args[1].includes("/rulesets") ? "${there.ruleset ?? ""}" : ${JSON.stringify(there.branches ?? "")});
}
`;
  writeFileSync(join(folder, "gh"), gh);
  chmodSync(join(folder, "gh"), 0o755);
  writeFileSync(join(folder, "flaghoist.private-key.pem"), "the key");
  execFileSync("sh", ["-c", script], { cwd: folder, input: "", env: { PATH: `${folder}:${process.env.PATH}` } });
  return readFileSync(join(folder, "calls"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const rulesetsIn = (calls: readonly Call[]) =>
  calls.filter(({ args }) => args.includes("--input") && args.some((arg) => arg.includes("/rulesets")));

it("SETUP-1  without an App named it says where to make one, with all that it must be granted", async () => {
  const { status, out } = await setup("--print", "--repo", "example-org/benefits");
  expect(status).toBe(0);
  const address = new URL(/https:\S+/.exec(out)![0]);
  expect(address.pathname).toBe("/organizations/example-org/settings/apps/new");
  const granted = Object.fromEntries([...address.searchParams].filter(([, level]) => /^(read|write)$/.test(level)));
  expect(granted).toEqual(stagePermissions);
});

it("SETUP-2  the script names the repository, the App, its key in three environments, and every secret", async () => {
  const { status, out } = await setup("--print", "--repo", "example-org/benefits", ...app);
  expect(status).toBe(0);
  const calls = run(out);
  const said = calls.map(({ args }) => args.join(" "));
  expect(said.filter((line) => line.startsWith("variable"))).toEqual([
    "variable set FLAGHOIST_APP_ID --repo example-org/benefits --body 777",
    "variable set FLAGHOIST_CLIENT_ID --repo example-org/benefits --body Iv23liTest",
  ]);
  for (const name of ["flag-gate", "flag-sync", "flag-monitor"]) {
    const key = calls.find(({ args }) => args.includes("FLAGHOIST_PRIVATE_KEY") && args.includes(name));
    expect(key?.input).toBe("the key");
    expect(said).toContain(`secret set UAT_ADA_REYES --repo example-org/benefits --env ${name}`);
    expect(said).toContain(
      `api repos/example-org/benefits/environments/${name}/deployment-branch-policies --method POST -f name=main -f type=branch`,
    );
  }
  expect(said.filter((line) => line.includes("can_approve"))).toEqual([
    "api --method PUT repos/example-org/benefits/actions/permissions/workflow -f default_workflow_permissions=read -F can_approve_pull_request_reviews=false",
  ]);
});

it("SETUP-7  the labels are there before anybody needs one: a person can only choose one that exists", async () => {
  const calls = run((await setup("--print", "--repo", "example-org/benefits", ...app)).out);
  const made = calls.filter(({ args }) => args[0] === "label").map(({ args }) => args.slice(0, 6).join(" "));
  expect(made).toEqual(
    ["hold", "incident", "reminder", "upkeep"].map(
      (name) => `label create flaghoist-${name} --repo example-org/benefits --force`,
    ),
  );
});

it("SETUP-3  each ruleset is GitHub's to take, with the App's own number in it; one that is there is replaced", async () => {
  const { out } = await setup("--print", "--repo", "example-org/benefits", ...app);
  const calls = rulesetsIn(run(out, { ruleset: 12 }));
  expect(calls.map(({ args }) => args.slice(0, 4).join(" "))).toEqual(
    Array(4).fill("api --method PUT repos/example-org/benefits/rulesets/12"),
  );
  for (const { input } of calls) {
    expect(input).not.toContain("424242");
    const shown = { id: 1, source: "example-org/benefits", ...JSON.parse(input) };
    expect(githubContract().response("repos/get-repo-ruleset", 200, shown)).toEqual([]);
  }
  expect(calls.filter(({ input }) => input.includes("777")).length).toBe(3);
});

it("SETUP-4  without an App nobody bypasses anything, and no rule that only an App could keep is made", async () => {
  const { out } = await setup("--print", "--basic", "--repo", "example-org/benefits");
  const calls = run(out);
  expect(out).not.toMatch(/FLAGHOIST_|424242/);
  const rulesets = rulesetsIn(calls).map(({ args, input }) => ({ method: args[2], value: JSON.parse(input) }));
  expect(rulesets.map(({ method, value }) => [method, value.name, value.bypass_actors])).toEqual([
    ["POST", "flaghoist: integrity of main (no bypass)", []],
    ["POST", "flaghoist: main changes by reviewed pull requests", []],
  ]);
  const checks = JSON.stringify(rulesets[1]!.value.rules);
  expect(checks).toContain('{"context":"flag-gate"},{"context":"ci","integration_id":15368}');
});

it.each([
  [["--basic"], "add --print"],
  [["--print", "--basic", "--app-id", "1"], "leave --app-id"],
  [["--print", "--app-id", "x", "--client-id", "y"], "the App's number"],
  [["--print", "--app-id", "1"], "--client-id"],
  [["--print", "--repo", "here"], "--repo here is no repository"],
])("SETUP-5  %j is a usage error that says the way out: %s", async (args, way) => {
  const { status, err } = await setup(...(args.includes("--repo") ? args : [...args, "--repo", "a/b"]));
  expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(way) });
});

it("SETUP-6  what people name is one word to the shell", async () => {
  const { out } = await setup(
    "--print",
    "--repo",
    "a/b",
    ...app,
    "--key",
    "my 'own' key; false.pem",
    "--base",
    "$(false)",
  );
  writeFileSync(join(folder, "my 'own' key; false.pem"), "odd");
  const calls = run(out);
  expect(calls.some(({ args }) => args.includes("name=$(false)"))).toBe(true);
  expect(calls.some(({ input }) => input === "odd")).toBe(true);
});

it("SETUP-7  run again it makes nothing twice, and finds its ruleset among a hundred and those of an organization", async () => {
  const { out } = await setup("--print", "--repo", "example-org/benefits", ...app);
  const calls = run(out, { ruleset: 12, branches: "mainly\nmain\n" });
  expect(calls.filter(({ args }) => args.includes("POST"))).toEqual([]);
  expect(
    calls.filter(({ args }) => args.some((arg) => arg.endsWith("?per_page=100&includes_parents=false"))).length,
  ).toBe(4);
  rmSync(join(folder, "calls"));
  const other = run(out, { branches: "mainly\nrelease/*\n" });
  expect(other.filter(({ args }) => args.includes("POST") && args.includes("name=main")).length).toBe(3);
});

it.each([
  ["merge", "1-integrity.json"],
  ["rebase", "2-review.json"],
])("SETUP-8  rules that forbid the method of the settings are no set-up: %s, %s", async (method, file) => {
  for (const part of [".github/rulesets", ".github/flaghoist.yaml"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  const own = join(folder, ".github/flaghoist.yaml");
  writeFileSync(own, readFileSync(own, "utf8").replace("method: squash", `method: ${method}`));
  const { status, err } = await setupIn(folder, "--print", "--basic", "--repo", "a/b");
  expect({ status, err }).toEqual({
    status: 3,
    err: expect.stringContaining(`merge.method is ${method}, which .github/rulesets/${file} forbids`),
  });
});

it("SETUP-9  the App's name is one that GitHub takes", async () => {
  const { out } = await setup("--print", "--repo", `${"o".repeat(39)}/b`);
  expect(new URL(/https:\S+/.exec(out)![0]).searchParams.get("name")).toBe(`flaghoist-${"o".repeat(24)}`);
});
