import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ownSettings } from "../../scripts/commands/own.ts";
import { environmentNames, keyName, secretNames } from "../../scripts/commands/setup/names.ts";
import { ownPlans } from "../../scripts/commands/setup/read.ts";
import { appPermissions } from "../../scripts/commands/setup/render.ts";
import { audited, stepsOf } from "./audits/audit.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const page = read(".github/SETUP.md");

it("SETUP-PAGE-1  each workflow hands over the secrets that settings and plans name, and no other", async () => {
  const settings = await ownSettings({ root });
  const names = secretNames(settings, await ownPlans({ root }, settings));
  for (const name of environmentNames) {
    const workflow = audited(`${name}.yml`, read(`.github/workflows/${name}.yml`));
    const ours = stepsOf(workflow).filter(({ step }) => step.uses?.startsWith("$/"));
    expect(ours.length).toBe(2);
    for (const { step, job } of ours) {
      expect(job.environment).toMatchObject({ name });
      const handed = Object.entries(step.env ?? {});
      expect(handed.map(([variable]) => variable).sort()).toEqual(names[name]);
      for (const [variable, value] of handed) expect(value).toBe(`\${{ secrets.${variable} }}`);
    }
    expect(workflow.text.match(/secrets\.FLAGHOIST_\w+/g)).toEqual([`secrets.${keyName}`]);
  }
});

it("SETUP-PAGE-2  what the page says the App is granted is what the form asks for and what the workflows take", () => {
  const [, write, reading] = /It is granted: (.*) \(write\), (.*) \(read\)/.exec(page)!;
  const said = (names: string, level: string) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => [name!.replace(" ", "_"), level] as const);
  expect(Object.fromEntries([...said(write!, "write"), ...said(reading!, "read")])).toEqual(appPermissions);
  const asked = environmentNames.flatMap((name) => [
    ...read(`.github/workflows/${name}.yml`).matchAll(/permission-([\w-]+):/g),
  ]);
  const names = new Set(asked.map(([, permission]) => permission!.replaceAll("-", "_")));
  expect([...names].sort()).toEqual(Object.keys(appPermissions));
});

it("SETUP-PAGE-3  the page speaks of every ruleset and every environment there is", () => {
  for (const file of readdirSync(join(root, ".github/rulesets")))
    expect(page).toContain(`\`${file.replace(".json", "")}\``);
  for (const name of environmentNames) expect(page).toContain(`\`${name}\``);
});
