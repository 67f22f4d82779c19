import type { ForgeEvent } from "../emulator/state/events.ts";
import { changesBetween } from "../git/diff.ts";
import { mergeBase } from "../git/graph.ts";
import { type Cron, type Filters, listed, type WorkflowDocument } from "./document.ts";
import { matches } from "./patterns.ts";

/** Which activities start a workflow where it names none. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
};

/** What a workflow listens to, event by event. */
export function listens({ on }: WorkflowDocument): Readonly<Record<string, Filters | readonly Cron[] | null>> {
  return typeof on === "string" || Array.isArray(on)
    ? Object.fromEntries(listed(on as string).map((name) => [name, null]))
    : (on as Readonly<Record<string, Filters | null>>);
}

/** Whether an event starts a workflow, by its activity type, branches, paths and, of another run, the workflow's name. */
export function starts(workflow: WorkflowDocument, path: string, event: ForgeEvent): boolean {
  const heard = listens(workflow);
  if (!(event.name in heard) || skipped(event)) return false;
  const given = heard[event.name];
  if (Array.isArray(given)) return given.some(({ cron }: Cron) => cron === event.payload.schedule);
  const filters = (given ?? {}) as Filters;
  const { action, workflow: named } = event.payload as { action?: string; workflow?: unknown };
  if (event.name === "workflow_dispatch" && named !== path) return false;
  const types = filters.types === undefined ? usualTypes[event.name] : listed(filters.types);
  if (types && action !== undefined && !types.includes(action)) return false;
  if (event.name === "workflow_run") return afterRun(filters, event);
  return onBranch(filters, event) && onPaths(filters, event);
}

function afterRun({ workflows, branches }: Filters, { payload }: ForgeEvent): boolean {
  const run = payload.workflow_run as { readonly name: string; readonly head_branch: string };
  return listed(workflows).includes(run.name) && (branches === undefined || matches(branches, run.head_branch));
}

/** A push is filtered by its branch, a pull request by its base. */
function onBranch(filters: Filters, { name, ref, payload }: ForgeEvent): boolean {
  const pull = payload.pull_request as { readonly base: { readonly ref: string } } | undefined;
  const tag = ref.startsWith("refs/tags/");
  if (name === "push" && tag)
    return filters.tags !== undefined && matches(filters.tags, ref.slice("refs/tags/".length));
  if (name === "push" && filters.tags && !filters.branches && !filters["branches-ignore"]) return false;
  const branch = pull?.base.ref ?? ref.replace("refs/heads/", "");
  if (filters.branches && !matches(filters.branches, branch)) return false;
  return !(filters["branches-ignore"] && matches(filters["branches-ignore"], branch));
}

function onPaths({ paths, "paths-ignore": ignored }: Filters, event: ForgeEvent): boolean {
  if (!paths && !ignored) return true;
  const changed = changedBy(event);
  if (changed === null) return true;
  if (paths) return changed.some((file) => matches(paths, file));
  return changed.some((file) => !matches(ignored!, file));
}

/** Files a push or pull request changes; null where GitHub does not compare. */
function changedBy({ repository: { git }, payload, name }: ForgeEvent): readonly string[] | null {
  const pull = payload.pull_request as {
    readonly base: { readonly sha: string };
    readonly head: { readonly sha: string };
  };
  const { before, after } = payload as { readonly before: string; readonly after: string };
  if (name === "push" && /^0+$/.test(before)) return null;
  const [from, to] =
    name === "push" ? [before, after] : [mergeBase(git, pull.base.sha, pull.head.sha) ?? pull.base.sha, pull.head.sha];
  return changesBetween(git, from, to).map(({ path }) => path);
}

/** Commits that say so start nothing. https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs */
function skipped({ name, sha, payload, repository }: ForgeEvent): boolean {
  if (name !== "push" && name !== "pull_request") return false;
  const head = (payload.pull_request as { readonly head: { readonly sha: string } } | undefined)?.head.sha ?? sha;
  const text = repository.git.objects.read(head)?.body.toString("utf8") ?? "";
  return /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(text);
}
