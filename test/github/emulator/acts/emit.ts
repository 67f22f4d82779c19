import { renderPull } from "../render/pulls.ts";
import { renderRepository } from "../render/repositories.ts";
import { renderUser } from "../render/users.ts";
import { type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { testMerge } from "./test-merge.ts";

/** Who does something, and with what; a person on the website has no token. */
export interface Doer {
  readonly login: string;
  readonly token: Token | null;
}

type Payload = Readonly<Record<string, unknown>>;

/** Something that happened on the default branch's side of things. */
export function emit(
  world: World,
  repository: Repository,
  name: string,
  payload: Payload,
  by: Doer,
  ref?: string,
): void {
  const branch = ref ?? `refs/heads/${repository.defaultBranch}`;
  const sha = repository.git.refs.get(branch) ?? tip(repository, repository.defaultBranch);
  if (sha === null) return;
  record(world, repository, { name, payload, by, ref: branch, sha, fork: false });
}

/** Something that happened to a pull request: its workflows run from the merge of head into base, and not where there is none. */
export function emitPull(
  world: World,
  repository: Repository,
  name: string,
  pull: Pull,
  payload: Payload,
  by: Doer,
): void {
  const ref = `refs/pull/${pull.number}/merge`;
  if (pull.state === "open" && !testMerge(world, repository, pull)) return;
  const sha = repository.git.refs.get(ref) ?? pull.headOid;
  const shown = { number: pull.number, pull_request: renderPull(world, repository, pull, false), ...payload };
  const fork = pull.head.repository !== repository;
  record(world, repository, { name, payload: shown, by, ref, sha, fork });
}

interface Happening {
  readonly name: string;
  readonly payload: Payload;
  readonly by: Doer;
  readonly ref: string;
  readonly sha: string;
  readonly fork: boolean;
}

function record(world: World, repository: Repository, { by, payload, ...event }: Happening): void {
  // A schedule has no webhook: what else there is in its payload has come and gone, so that nothing may rely on it.
  const around = { repository: renderRepository(world, repository), sender: renderUser(world, by.login) };
  const shown = event.name === "schedule" ? payload : { ...around, ...payload };
  const byWorkflow = by.token?.kind === "workflow";
  world.events.push({ ...event, repository, payload: shown, actor: by.login, byWorkflow });
}
