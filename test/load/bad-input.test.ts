import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "../../scripts/load/frame.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import { loadSettings } from "../../scripts/load/settings.ts";

const golden = new URL("../golden/load/", import.meta.url);
const cases = readdirSync(golden).filter((name) => name.endsWith(".yaml"));

describe("LOAD-1  what is wrong with a file is said once, with its place and the way out: test/golden/load/*.out", () => {
  it.each(cases)("%s", async (name) => {
    const text = readFileSync(new URL(name, golden), "utf8");
    const source = { file: `flags/${name}`, text };
    const loaded = name.startsWith("settings-")
      ? loadSettings(source)
      : loadPlan(source, { environment: "production" });
    const found = loaded.ok ? [] : loaded.diagnostics;

    const said = found.map((diagnostic) => `${renderDiagnostic(diagnostic, text)}\n`).join("\n");
    await expect(said).toMatchFileSnapshot(new URL(name.replace(".yaml", ".out"), golden).pathname);
    if (name.includes("several-")) expect(found.length).toBeGreaterThan(1);
    else expect(found).toHaveLength(1);
  });

  it("finds its cases", () => expect(cases).toHaveLength(136));
});
