import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules, runRules } from "../../scripts/rules/rules.ts";
import { basePlanWith, claims, settings } from "./plans.ts";

const page = readFileSync(new URL("../../scripts/rules/README.md", import.meta.url), "utf8");
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]),
);
const block = (section: string, language: string) =>
  new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(section)?.[1] ?? "";

it("RULE-4  the page has one section a rule, in the order of the list", () => {
  expect([...sections.keys()]).toEqual(rules.map(({ name }) => name));
  expect(sections.size).toBe(page.match(/^## /gm)?.length);
});

describe("RULE-5  the page's examples do what it says", () => {
  it.each(rules.map(({ name, severity }) => ({ name, severity })))("$name", ({ name, severity }) => {
    const section = sections.get(name)!;
    const found = runRules(basePlanWith(block(section, "yaml")), { settings, claims });
    const said = found.filter(({ rule }) => rule === name).map(({ message }) => `${message}\n`);

    expect(said.join("")).toBe(block(section, "text"));
    expect(said).not.toEqual([]);
    expect(section).toContain(`\n\n${severity === "error" ? "Error" : "Warning"}. `);
    expect(section).toContain("\n\nCure: ");
    expect(page).toContain(`[${name}](#${name})`);
  });
});
