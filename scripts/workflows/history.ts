import { parseTrailers, type Trailers } from "../report/commit-message.ts";
import type { Ports } from "./ports.ts";
import { type StandingChange, standingChanges } from "./since.ts";
import { baseCommit } from "./sync.ts";

/** One move of a plan, with what its commit says about who approved it and on what evidence. */
export interface Moved extends StandingChange {
  readonly trailers: Trailers;
}

/** Every move of a plan, newest first, from git alone. */
export async function history(ports: Ports, name: string): Promise<readonly Moved[]> {
  const changes = await standingChanges(ports.forge.repository, await baseCommit(ports), `flags/${name}.yaml`);
  return changes.map((change) => ({ ...change, trailers: parseTrailers(change.step.message) }));
}
