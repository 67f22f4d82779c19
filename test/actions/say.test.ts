import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { oneLine, summarize } from "../../scripts/actions/say.ts";
import { commandsIn } from "../github/runner/commands.ts";

it.each([
  "::set-output name=merged::9",
  "  ::add-mask::x",
  "Judging a\n::error::not ours",
  "Judging a\r::error::not ours",
  "Judging a\u2028::error::not ours",
  "Judging ##[error]not ours",
])("SAY-1  no foreign text is a workflow command: %j", (text) => {
  const line = oneLine(text);
  expect(line).not.toMatch(/[\n\r\u2028]|^\s*::|##\[/);
  expect(commandsIn(line).annotations).toEqual([]);
});

it("SAY-2  a summary that GitHub would refuse is cut, and without a place for it nothing is written", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "flaghoist-say-")), "summary");
  writeFileSync(file, "");
  process.env.GITHUB_STEP_SUMMARY = file;
  await summarize("\u2713".repeat(1_000_000));
  delete process.env.GITHUB_STEP_SUMMARY;
  const written = readFileSync(file, "utf8");
  expect(Buffer.byteLength(written)).toBeLessThan(2 ** 20);
  expect(written).toContain("The rest is cut.");
  await summarize("more");
  expect(readFileSync(file, "utf8")).toBe(written);
});
