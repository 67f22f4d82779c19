import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { main } from "../scripts/cli.ts";
import { gatePass } from "../scripts/workflows/gate.ts";
import { syncPass } from "../scripts/workflows/sync-pass.ts";
import { recorder } from "./commands/streams.ts";
import { number, town } from "./workflows/town.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

/** A fenced block by the words of its fence: ```yaml plan */
function block(info: string): string {
  const [, text] = new RegExp(`\`\`\`${info}\n([\\s\\S]*?)\`\`\`\n`).exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has no block ${info}`);
  return text;
}

const settings = `environments:
  production: { stores: [{ kind: memory, name: production }] }
providers: { counts: { kind: recorded, file: counts.csv } }
disciplines: { product: ["@rlindqvist"], engineering: ["@tmarsh"] }
`;

it("README-1  the plan gets the comment that stands below it", async () => {
  const here = await town({ settings });
  here.at = DateTime.fromISO("2025-03-12T10:00", { zone: "America/New_York" });
  here.plan(block("yaml plan"));
  await syncPass(here.ports());
  here.at = here.at.plus({ days: 1, hours: 1 });
  const half = block("yaml plan")
    .replace("standing: canary", "standing: half")
    .replace("downstream: ~", "downstream: unaffected");
  const pull = await here.propose("promote/half", half);
  await here.approve(pull, "rlindqvist");
  here.answers.set("download_errors", number(9)).set("downloads", number(3038));
  await gatePass(here.ports());

  const { comment } = (await here.forge.reported(pull))!;
  const seen = comment
    .replace(/^<!--.*-->\n*/, "")
    .split("```mermaid")[0]!
    .trimEnd();
  const judged = seen.replace(/\b[0-9a-f]{7}\b/g, "3f1c2ab");
  expect(`${judged}\n`).toBe(block("markdown comment"));
});

it("README-2  the broken plan is told the words that stand below it", async () => {
  const here = await town({ settings });
  here.repository.write({ "flags/download.yaml": block("yaml broken") });
  const { streams, out } = recorder(here.repository.root);
  expect(await main(["validate"], streams)).toBe(1);
  expect(`${out().trimEnd()}\n`).toBe(block("text said"));
});
