import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { accessAudits } from "./audits/access.ts";
import { actionAudits } from "./audits/actions.ts";
import { audited, jobsOf, stepsOf } from "./audits/audit.ts";
import { commandAudits } from "./audits/commands.ts";
import { loadWorkflow } from "./runner/load.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const folder = ".github/workflows";
const workflows = readdirSync(join(root, folder)).map((file) => audited(file, read(`${folder}/${file}`)));
const audits = [...actionAudits, ...accessAudits, ...commandAudits];

it("WORKFLOW-1  these are the workflows, and GitHub's own parser takes each", async () => {
  const files = ["ci.yml", "flag-gate.yml", "flag-monitor.yml", "flag-pr.yml", "flag-sync.yml"];
  expect(workflows.map(({ file }) => file).filter((file) => files.includes(file))).toEqual(files);
  for (const { file, text } of workflows) await loadWorkflow({ id: 1, path: `${folder}/${file}`, text });
});

describe.each(audits)("WORKFLOW-2  $name", ({ find, bad }) => {
  it("finds nothing in our workflows", () => {
    expect(workflows.flatMap((one) => find(one).map((what) => `${one.file}: ${what}`))).toEqual([]);
  });

  it.each(bad)("finds it in %j", (text) => {
    expect(find(audited("bad.yml", text))).not.toEqual([]);
  });
});

it("WORKFLOW-3  every audit has its own name", () => {
  expect(new Set(audits.map(({ name }) => name)).size).toBe(22);
});

/** Waits a week before a new version of what others publish is taken. */
function withoutCooldown(text: string): readonly string[] {
  const { updates } = parse(text) as {
    updates: readonly {
      readonly "package-ecosystem": string;
      readonly cooldown?: { readonly "default-days"?: number };
    }[];
  };
  return updates.flatMap((one) => ((one.cooldown?.["default-days"] ?? 0) >= 7 ? [] : [one["package-ecosystem"]]));
}

it("WORKFLOW-4  dependabot-cooldown: new versions wait a week", () => {
  expect(withoutCooldown(read(".github/dependabot.yml"))).toEqual([]);
  const bad = "updates:\n  - package-ecosystem: npm\n  - { package-ecosystem: actions, cooldown: { default-days: 2 } }";
  expect(withoutCooldown(bad)).toEqual(["npm", "actions"]);
});

it("WORKFLOW-5  what a pull request's author can edit runs without a secret and reads only", () => {
  const authored = workflows.filter(({ document }) => /pull_request|merge_group/.test(JSON.stringify(document.on)));
  expect(authored.map(({ file }) => file)).toEqual(["ci.yml", "flag-pr.yml"]);
  for (const workflow of authored) {
    expect(workflow.text).not.toContain("secrets.");
    for (const [, { permissions, environment }] of jobsOf(workflow)) {
      expect(environment).toBeUndefined();
      expect(["{}", '{"contents":"read"}']).toContain(JSON.stringify(permissions));
    }
  }
});

it("WORKFLOW-6  with secrets nothing runs but our own bundles, a checkout of main and the App's token", () => {
  const held = workflows.filter(({ text }) => text.includes("secrets."));
  expect(held.map(({ file }) => file)).toEqual(["flag-gate.yml", "flag-monitor.yml", "flag-sync.yml"]);
  for (const { step } of held.flatMap(stepsOf)) {
    expect(step.run).toBeUndefined();
    expect(step.uses).toMatch(/^(\$\/\.github\/actions\/|actions\/(checkout|create-github-app-token)@)/);
    expect(step.with?.ref).toBeUndefined();
  }
});

it("WORKFLOW-7  each environment holds secrets without making deployments of its own", () => {
  const named = workflows
    .flatMap(jobsOf)
    .flatMap(([, { environment }]) => (environment === undefined ? [] : [environment]));
  expect(named.length).toBe(6);
  for (const one of named) expect(one).toMatchObject({ deployment: false });
});

it("WORKFLOW-8  every part of CI decides the one check that is required", () => {
  const { document } = workflows.find(({ file }) => file === "ci.yml")!;
  const { ci, ...others } = document.jobs;
  expect(ci).toMatchObject({ if: "always()", needs: Object.keys(others) });
});
