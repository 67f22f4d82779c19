import { underscored } from "../emulator/acts/tokens.ts";
import type { Permissions } from "../emulator/state/actors.ts";
import type { ForgeEvent } from "../emulator/state/events.ts";
import type { Declared, JobDocument, WorkflowDocument } from "./document.ts";

const all =
  "actions attestations checks contents deployments id-token issues packages pages pull-requests statuses".split(" ");

/** Events whose workflow files the author of a pull request writes: from a fork they get next to nothing. */
const byAuthor = ["pull_request", "pull_request_review", "pull_request_review_comment"];

export const untrusted = ({ fork, name }: ForgeEvent): boolean => fork && byAuthor.includes(name);

/**
 * What the token of a job may: what the job declares, else the workflow, else the repository's default; from a fork only
 * to read, and never to speak for the repository elsewhere (`id-token`).
 */
export function permissionsOf(workflow: WorkflowDocument, job: JobDocument, event: ForgeEvent): Permissions {
  const declared =
    job.permissions ?? workflow.permissions ?? usual(event.repository.settings.defaultWorkflowPermissions);
  const granted = underscored(named(declared));
  if (!untrusted(event)) return granted;
  const readable = Object.keys(granted).filter((name) => name !== "id_token");
  return Object.fromEntries(readable.map((name) => [name, "read"] as const));
}

const usual = (level: "read" | "write"): Declared =>
  level === "write" ? "write-all" : { contents: "read", packages: "read" };

function named(declared: Declared): Readonly<Record<string, string>> {
  if (typeof declared !== "string") return declared;
  return Object.fromEntries(all.map((name) => [name, declared === "write-all" ? "write" : "read"]));
}
