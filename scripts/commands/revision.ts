import type { Ports } from "../workflows/ports.ts";
import { Failure } from "./command.ts";

/** The commit a ref names, or a failure that says what there is instead. */
export async function revision(ports: Ports, ref: string, option: string): Promise<string> {
  const commit = await ports.forge.repository.commit(ref);
  if (commit !== null) return commit.id;
  throw new Failure(
    `${option} ${ref} names no branch, tag or commit of this clone: fetch it (\`git fetch origin ${ref}\`), or name another`,
  );
}
