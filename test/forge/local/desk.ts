import { DateTime } from "luxon";
import type { MergeRequest } from "../../../scripts/forge/forge.ts";
import { type LocalForge, type LocalForgeOptions, localForge } from "../../../scripts/forge/local.ts";
import { type TestRepository, testRepository } from "../../support/repository.ts";

export const plan = "flags/a.yaml";
export const at = (iso: string) => DateTime.fromISO(iso, { zone: "utc" });
export const noon = at("2025-03-12T12:00:00Z");

/** A repository with one plan on main, and a local forge whose clock stands at noon. */
export interface Desk {
  readonly repository: TestRepository;
  readonly forge: LocalForge;
  /** The only open pull request, as a merge request of its present head and base. */
  readonly request: (method: MergeRequest["method"]) => Promise<MergeRequest & { readonly number: number }>;
}

export async function desk(options: Partial<LocalForgeOptions> = {}): Promise<Desk> {
  const repository = testRepository();
  repository.commit({ [plan]: "standing: planned\n", "src/x.ts": "1\n2\n3\n" }, { message: "Seed" });
  const identity = { name: "Flaghoist", email: "flaghoist@example.org" };
  const forge = await localForge({ root: repository.root, baseBranch: "main", now: () => noon, identity, ...options });
  return {
    repository,
    forge,
    async request(method) {
      const { number, head, base } = (await forge.pullRequests())[0]!;
      return { number, head, base, method, title: "Title", message: "Body", at: noon };
    },
  };
}
