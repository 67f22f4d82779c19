import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "../../scripts/load/frame.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { loadSettings } from "../../scripts/load/settings.ts";
import { rules, runRules } from "../../scripts/rules/rules.ts";
import { claims, golden, planOf, settings, textOf } from "./plans.ts";

const names = rules.map(({ name }) => name);
const found = (text: string) => runRules(planOf(text), { settings, claims });

describe("RULE-1  every rule finds what its bad plan has, in these words, and nothing in its good plan", () => {
  it.each(names)("%s", async (name) => {
    const bad = textOf(`${name}/bad.yaml`);
    const said = found(bad)
      .filter(({ rule }) => rule === name)
      .map((diagnostic) => renderDiagnostic(diagnostic, bad));

    await expect(`${said.join("\n\n")}\n`).toMatchFileSnapshot(fileURLToPath(new URL(`${name}/bad.out`, golden)));
    expect(said).not.toEqual([]);
    expect(found(textOf(`${name}/good.yaml`)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

it("RULE-2  the golden folders are the rules, each named once", () => {
  const folders = readdirSync(golden, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  expect(folders.toSorted()).toEqual(names.toSorted());
  expect(new Set(names).size).toBe(names.length);
  expect(folders).toHaveLength(56);
});

it("RULE-3  the base plan and the repository's own plan have nothing to find", () => {
  const read = (path: string) => {
    return { file: path, text: readFileSync(new URL(`../../${path}`, import.meta.url), "utf8") };
  };
  const own = loadSettings(read(".github/flaghoist.yaml"));
  const plan = loadPlan(read("flags/form1095b.yaml"), { environment: "production" });
  if (!own.ok || !plan.ok) throw new Error("the sample does not load");

  expect(found(textOf("base.yaml"))).toEqual([]);
  expect(runRules(plan.loaded, { settings: own.loaded.value, claims })).toEqual([]);
});

it("RULE-6  findings come by place, and in one place errors come first", () => {
  const text = textOf("base.yaml")
    .replace("name: canary,", 'name: canary, title: "Stage B: 25 % of users",')
    .replace("text: Tests in staging", "text: TBD")
    .replace("approvals: [product", "approvals: [prduct");

  expect(found(text).map(({ rule }) => rule)).toEqual([
    "placeholder-left",
    "unknown-names",
    "heading-percent",
    "stage-letters",
  ]);
  const [, , error, warning] = found(text);
  expect(error!.place).toEqual(warning!.place);
  expect([error!.severity, warning!.severity]).toEqual(["error", "warning"]);
});

it("RULE-7  what names a real person is not shown, neither in the words nor in the line below them", () => {
  const text = textOf("personal-ids/bad.yaml");
  const shown = found(text).map((diagnostic) => renderDiagnostic(diagnostic, text));
  expect(shown).toHaveLength(3);
  expect(shown.join("\n")).not.toMatch(/sam@example|lee@example|1012667145/);
});

it("RULE-8  a retired plan is only asked for errors", () => {
  const bad = textOf("placeholder-left/bad.yaml").replace("done: false", "done: true");
  expect(found(bad).length).toBeGreaterThan(3);
  expect(found(bad.replace("standing: planned", "standing: retired"))).toEqual([]);
});

it("RULE-9  one rule says at most twenty things about one plan, and how many more there are", () => {
  const tasks = Array.from({ length: 33 }, () => "  - { done: true, text: Tests in staging }\n").join("");
  const said = found(textOf("base.yaml").replace(/^validation:\n.*\n/m, `validation:\n${tasks}`));

  expect(said).toHaveLength(20);
  expect(said.at(-1)!.message).toMatch(/ \(and 12 more like this\)$/);
  expect(said.at(-2)!.message).not.toContain("more like this");
});
