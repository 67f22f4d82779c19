import type { Client } from "./client.ts";
import { GithubError } from "./error.ts";
import { viewer } from "./queries.ts";

/** The login of the person whose token it is; null where it is no person's: an App's, or that of a workflow. */
export async function viewerOf({ query }: Client): Promise<string | null> {
  try {
    return (await query<{ readonly viewer: { readonly login: string } }>("to tell whose token it is", viewer, {}))
      .viewer.login;
  } catch (error) {
    if (error instanceof GithubError && error.reason === "not-allowed" && error.status === null) return null;
    throw error;
  }
}
