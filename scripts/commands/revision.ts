import type { Ports } from "../workflows/ports.ts";
import { Failure, type World } from "./command.ts";

/**
 * The two ends of a branch, before anything is asked of anybody. Where base is no ancestor of head, it is said, and
 * what the branch changed is judged against base as it is now. Throws where the two cannot be compared.
 */
export async function ends(
  { err }: World,
  { forge }: Ports,
  head: string,
): Promise<{ readonly base: string; readonly head: string }> {
  const found = await forge.repository.compare(forge.baseBranch, head);
  switch (found.kind) {
    case "unknown":
      throw new Failure(found.why);
    case "diverged":
      if (found.mergeBase === null) throw new Failure(found.why);
      err(`note: ${found.why}`);
      break;
    case "ahead":
      break;
  }
  return { base: found.base.id, head: found.head.id };
}
