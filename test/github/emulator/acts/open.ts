import { mergeBase } from "../../git/graph.ts";
import { invalid, notFound, Refusal } from "../http/refusal.ts";
import { openPulls, type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { type Doer, emitPull } from "./emit.ts";
import { checkLength } from "./lengths.ts";

export interface Opening {
  readonly head: { readonly repository: Repository; readonly ref: string };
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/** The next number of a repository: issues and pull requests share them. */
export const nextNumber = ({ threads }: Repository) => threads.size + 1;

/** Opens a pull request. Throws a refusal where GitHub would. */
export function openPull(world: World, repository: Repository, opening: Opening, by: Doer): Pull {
  const { head, base, title, body, draft } = opening;
  if (by.token?.kind === "workflow" && !repository.settings.actionsMayApprove)
    throw new Refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
  checkLength("PullRequest", { title, body });
  const headOid = tip(head.repository, head.ref);
  const baseOid = tip(repository, base);
  if (headOid === null) throw invalid("PullRequest", "head", "head ref does not exist");
  if (baseOid === null) throw invalid("PullRequest", "base", "base ref does not exist");
  const known = openPulls(repository).find(
    (pull) => pull.head.repository === head.repository && pull.head.ref === head.ref && pull.base === base,
  );
  const label = `${head.repository.owner}:${head.ref}`;
  if (known) throw invalid("PullRequest", "head", `A pull request already exists for ${label}.`);
  if (mergeBase(repository.git, baseOid, headOid) === headOid) {
    throw invalid("PullRequest", "base", `No commits between ${base} and ${head.ref}`);
  }
  const now = world.clock.now();
  const number = nextNumber(repository);
  const pull: Pull = {
    ...{ kind: "pull", number, id: world.id(), author: by.login, title, body, draft, state: "open" },
    ...{ createdAt: now, updatedAt: now, closedAt: null, labels: new Set(), reviews: [], history: [] },
    ...{ head, headOid, base, baseOid, probes: 0, merged: null },
  };
  repository.threads.set(number, pull);
  emitPull(world, repository, "pull_request", pull, { action: "opened" }, by);
  return pull;
}

export function pullAt(repository: Repository, number: number): Pull {
  const thread = repository.threads.get(number);
  if (thread?.kind !== "pull") throw notFound();
  return thread;
}

export interface PullEdit {
  readonly title?: string;
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly base?: string;
  readonly draft?: boolean;
}

/** Changes a pull request as its page allows. */
export function editPull(world: World, repository: Repository, pull: Pull, edit: PullEdit, by: Doer): void {
  checkLength("PullRequest", edit);
  const now = world.clock.now();
  const tell = (action: string) => emitPull(world, repository, "pull_request", pull, { action }, by);
  pull.updatedAt = now;
  if (edit.title !== undefined) pull.title = edit.title;
  if (edit.body !== undefined) Object.assign(pull, { body: edit.body, editor: by.login });
  if (edit.base !== undefined && edit.base !== pull.base) {
    const to = tip(repository, edit.base);
    if (to === null) throw invalid("PullRequest", "base", "base ref does not exist");
    pull.history.push({ kind: "base-changed", at: now, by: by.login, from: pull.base, to: edit.base });
    Object.assign(pull, { base: edit.base, baseOid: to, probes: 0 });
  }
  if (edit.title !== undefined || edit.body !== undefined || edit.base !== undefined) tell("edited");
  if (edit.draft !== undefined && edit.draft !== pull.draft) {
    pull.draft = edit.draft;
    tell(edit.draft ? "converted_to_draft" : "ready_for_review");
  }
  if (edit.state !== undefined && edit.state !== pull.state) {
    if (pull.merged) throw invalid("PullRequest", "state", "state cannot be changed. The pull request was merged.");
    pull.state = edit.state;
    pull.closedAt = edit.state === "closed" ? now : null;
    // Pushes to the branch of a closed one are seen when it is opened again.
    if (edit.state === "open") pull.headOid = tip(pull.head.repository, pull.head.ref) ?? pull.headOid;
    tell(edit.state === "closed" ? "closed" : "reopened");
  }
}
