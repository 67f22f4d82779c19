import type { DateTime } from "luxon";
import { makeCommit, signatureOf } from "./emulator/acts/commit.ts";
import { actorOf, createRepository, type NewRepository } from "./emulator/acts/create.ts";
import { comment } from "./emulator/acts/discuss.ts";
import type { Doer } from "./emulator/acts/emit.ts";
import { type Merging, mergePull } from "./emulator/acts/merge.ts";
import { moveBranch } from "./emulator/acts/move.ts";
import { editPull, openPull, type PullEdit, pullAt } from "./emulator/acts/open.ts";
import { dismiss, editReview, type Opinion, review } from "./emulator/acts/review.ts";
import type { Ruleset } from "./emulator/rules/ruleset.ts";
import type { Role } from "./emulator/state/actors.ts";
import type { CheckRun } from "./emulator/state/checks.ts";
import type { Environment } from "./emulator/state/deployments.ts";
import { type Repository, tip } from "./emulator/state/repository.ts";
import type { Comment, Issue, Pull } from "./emulator/state/threads.ts";
import type { World } from "./emulator/state/world.ts";
import { fileAt, resolve } from "./git/repository.ts";
import type { Files } from "./git/trees.ts";

/** Who does it, and when: naming a time sets the clock. */
interface Act {
  readonly by: string;
  readonly at?: DateTime;
}

/** One repository, and what people do to it on the website and with git push: no rule stops them. */
export interface Hands {
  readonly fullName: string;
  /** The bare repository on disk. */
  readonly folder: string;
  readonly state: Repository;
  /** One commit with these files on a branch, made from `from` (default: the branch, else the default branch). Gives the new head. */
  push(
    branch: string,
    files: Files,
    act: Act & {
      readonly dated?: DateTime;
      readonly from?: string;
      readonly message?: string;
      /** Who committed it with a key of their own, where its author is somebody else. */
      readonly signedBy?: string;
    },
  ): string;
  /** Points a branch at a commit there is; null deletes it. */
  point(branch: string, to: string | null, act: Act): void;
  fork(owner: string): Hands;
  /** Opens a pull request; gives its number. */
  open(
    pull: Act & {
      readonly head: string;
      readonly title?: string;
      readonly body?: string;
      readonly base?: string;
      readonly draft?: boolean;
      readonly fork?: Hands;
    },
  ): number;
  edit(number: number, edit: PullEdit, act: Act): void;
  /** Submits a review; gives its id. */
  review(number: number, opinion: Act & Opinion): number;
  dismiss(number: number, review: number, act: Act): void;
  editReview(number: number, review: number, body: string, act: Act): void;
  comment(number: number, body: string, act: Act): Comment;
  /** Merges as a person would with the button. */
  merge(number: number, act: Act & Merging): string;
  protect(ruleset: Ruleset): void;
  role(login: string, role: Role): void;
  environment(name: string, environment?: Partial<Omit<Environment, "id" | "name">>): void;
  secret(name: string, value: string): void;
  variable(name: string, value: string): void;
  tip(branch: string): string | null;
  read(ref: string, path: string): string | null;
  pull(number: number): Pull;
  comments(number: number): readonly Comment[];
  checks(head: string): readonly CheckRun[];
  issues(): readonly Issue[];
}

export function handsOn(world: World, repository: Repository): Hands {
  const { git } = repository;
  const doer = ({ by, at }: Act): Doer => {
    if (at) world.clock.set(at);
    return { login: actorOf(world, by).login, token: null };
  };
  const pull = (number: number) => pullAt(repository, number);
  return {
    fullName: repository.fullName,
    folder: git.folder,
    state: repository,
    push(branch, files, { from, dated, message = "Change", signedBy, ...act }) {
      const by = doer(act);
      const parent = from ? resolve(git, from) : (tip(repository, branch) ?? tip(repository, repository.defaultBranch));
      const author = signatureOf(world, by.login, dated ?? world.clock.now());
      const committer = signedBy ? { ...author, name: signedBy, email: `${signedBy}@signs.example` } : author;
      const to = makeCommit(git, { parents: parent ? [parent] : [], files, message, author, committer });
      moveBranch(world, repository, { branch, to, by });
      return to;
    },
    point: (branch, to, act) => moveBranch(world, repository, { branch, to, by: doer(act) }),
    fork(owner) {
      const options: NewRepository = { parent: repository, defaultBranch: repository.defaultBranch };
      const made = createRepository(world, `${owner}/${repository.name}`, options);
      made.git.refs.set(`refs/heads/${made.defaultBranch}`, tip(repository, repository.defaultBranch));
      return handsOn(world, made);
    },
    open({ head, title = head, body = "", base = repository.defaultBranch, draft = false, fork, ...act }) {
      const from = { repository: fork?.state ?? repository, ref: head };
      return openPull(world, repository, { head: from, base, title, body, draft }, doer(act)).number;
    },
    edit: (number, edit, act) => editPull(world, repository, pull(number), edit, doer(act)),
    review: (number, opinion) => review(world, repository, pull(number), opinion, doer(opinion)).id,
    dismiss: (number, id, act) => void dismiss(world, repository, pull(number), id, doer(act)),
    editReview: (number, id, body, act) => editReview(world, repository, pull(number), id, body, doer(act)),
    comment: (number, body, act) => comment(world, repository, number, body, doer(act)),
    merge: (number, merging) => mergePull(world, repository, pull(number), merging, doer(merging)),
    protect: (ruleset) => void repository.rulesets.push({ ...ruleset, id: world.id() }),
    role: (login, role) => void repository.roles.set(actorOf(world, login).login.toLowerCase(), role),
    environment(name, environment = {}) {
      const plain = { secrets: {}, variables: {}, branches: null, reviewers: [] };
      repository.environments.set(name, { id: world.id(), name, ...plain, ...environment });
    },
    secret: (name, value) => void repository.secrets.set(name, value),
    variable: (name, value) => void repository.variables.set(name, value),
    tip: (branch) => tip(repository, branch),
    read(ref, path) {
      const commit = resolve(git, ref);
      return commit === null ? null : (fileAt(git, commit, path)?.toString("utf8") ?? null);
    },
    pull,
    comments: (number) => [...repository.comments.values()].filter(({ thread }) => thread === number),
    checks: (head) => [...repository.checkRuns.values()].filter((run) => run.head === head),
    issues: () => [...repository.threads.values()].filter((thread) => thread.kind === "issue"),
  };
}
