import { parse } from "yaml";
import type { WorkflowFile } from "../emulator/acts/workflows.ts";
import type { WorkflowDocument } from "./document.ts";
import { parsers } from "./parsers.ts";

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = parsers;

const known = new Map<string, Promise<WorkflowDocument>>();

/** A workflow file that GitHub's own parser accepts. Throws with each of its complaints. */
export function loadWorkflow(file: WorkflowFile): Promise<WorkflowDocument> {
  const key = `${file.path}\n${file.text}`;
  const found = known.get(key) ?? parsed(file);
  known.set(key, found);
  return found;
}

async function parsed({ path, text }: WorkflowFile): Promise<WorkflowDocument> {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  const wrong = context.errors.getErrors().map(({ message }) => message);
  if (wrong.length > 0) throw new Error(`GitHub would refuse ${path}: ${wrong.join("; ")}`);
  return parse(text) as WorkflowDocument;
}
