import type { Repository } from "../../emulator/state/repository.ts";
import { type Context, permit } from "../context.ts";
import { commitNode } from "./commit.ts";

export const refId = (repository: Repository, ref: string) =>
  `REF_${Buffer.from(`${repository.id}:${ref}`).toString("base64url")}`;

/** A branch or tag, or null. */
export function refNode(context: Context, repository: Repository, ref: string): object | null {
  const oid = repository.git.refs.get(ref);
  if (oid === null) return null;
  const prefix = ref.startsWith("refs/heads/") ? "refs/heads/" : "refs/tags/";
  return {
    ...{ __typename: "Ref", id: refId(repository, ref), name: ref.slice(prefix.length), prefix },
    target() {
      permit(context, "contents:read");
      return commitNode(context, repository, oid);
    },
  };
}
