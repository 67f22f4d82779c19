import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reasonCures } from "../scripts/gates/reasons.ts";

const page = readFileSync(join(import.meta.dirname, "../scripts/README.md"), "utf8");

/** The table of scripts/README.md, as the code has it: copy it there where this test says so. */
function table(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
  const rows = Object.entries(reasonCures).map(
    ([code, { means, cure }]) => `| \`${code}\` | ${cell(means)} | ${cell(cure)} |`,
  );
  return ["| code | means | what to do |", "|---|---|---|", ...rows].join("\n");
}

it("DOCS-1  every reason code stands in scripts/README.md with its cure", () => {
  const [, written] = /<!-- reasons -->\n([\s\S]*?)\n?<!-- \/reasons -->/.exec(page) ?? [];
  expect(written).toBe(table());
});
