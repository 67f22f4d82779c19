import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Expressions from "@actions/expressions";
import type * as Results from "@actions/expressions/result";
import type * as Workflows from "@actions/workflow-parser";
import { buildSync } from "esbuild";

type Parsers = Pick<typeof Workflows, "parseWorkflow" | "convertWorkflowTemplate" | "NoOperationTraceWriter"> &
  Pick<typeof Expressions, "data" | "Evaluator" | "Lexer" | "Parser"> &
  Pick<typeof Results, "truthy">;

const entry = `
export { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } from "@actions/workflow-parser";
export { data, Evaluator, Lexer, Parser } from "@actions/expressions";
export { truthy } from "@actions/expressions/result";
`;

/**
 * GitHub's own parsers of workflows and expressions. They import JSON in a way Node refuses, so they are bundled before
 * they are loaded: a third of a second, once a process.
 */
export const parsers: Parsers = load();

function load(): Parsers {
  const folder = mkdtempSync(join(tmpdir(), "parsers-"));
  try {
    const stdin = { contents: entry, resolveDir: import.meta.dirname };
    const { outputFiles } = buildSync({ stdin, bundle: true, platform: "node", format: "cjs", write: false });
    writeFileSync(join(folder, "parsers.cjs"), outputFiles[0]!.contents);
    return createRequire(import.meta.url)(join(folder, "parsers.cjs")) as Parsers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
