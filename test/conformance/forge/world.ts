import { DateTime } from "luxon";
import { expect } from "vitest";
import type { PullRequest, Review } from "../../../scripts/flag/review.ts";
import type { Forge, MergeRequest } from "../../../scripts/forge/forge.ts";

/** A forge with one commit on its base branch, and the hands of the people around it. */
export interface ForgeWorld {
  readonly forge: Forge;
  /** A team that exists there, and who is in it. */
  readonly team: { readonly name: string; readonly logins: readonly string[] };
  /**
   * Somebody pushes one commit to a branch (made from the base branch where it does not exist), which arrives at `at`
   * and says of itself that it was made at `dated`. Answers the new head.
   */
  push(
    branch: string,
    files: Readonly<Record<string, string>>,
    by: string,
    at: DateTime,
    dated?: DateTime,
  ): Promise<string>;
  review(
    number: number,
    review: { readonly by: string; readonly opinion: Review["opinion"]; readonly at: DateTime },
  ): Promise<void>;
  /** What people see on the pull request that this forge wrote, and how often it was written. */
  comments(number: number): Promise<{ readonly texts: readonly string[]; readonly writes: number }>;
}

/** Hours after the beginning of the test's day. */
export const hour = (hours: number) => DateTime.fromISO("2025-03-10T08:00:00Z", { zone: "utc" }).plus({ hours });

type Texts = Readonly<Record<string, string>>;

/** A world, and what the tests do in it again and again. */
export interface Hands {
  readonly world: ForgeWorld;
  readonly forge: Forge;
  proposal(branch: string): Parameters<Forge["open"]>[0];
  baseTip(): Promise<string>;
  /** The one open pull request. */
  only(): Promise<PullRequest>;
  /** Pushes the files to `promote/a` and opens it. */
  opened(files?: Texts): Promise<PullRequest>;
  mergeOf(judged: PullRequest, method?: MergeRequest["method"]): MergeRequest;
  textAt(commit: string, path: string): Promise<string | null>;
}

export function handsOf(world: ForgeWorld): Hands {
  const { forge } = world;
  const proposal = (branch: string) => ({
    branch,
    title: `Promote on ${branch}`,
    body: "One stage up",
    requestedBy: "rlindqvist",
  });
  const only = async () => {
    const all = await forge.pullRequests();
    expect(all).toHaveLength(1);
    return all[0]!;
  };
  return {
    world,
    forge,
    proposal,
    only,
    baseTip: async () => (await forge.repository.commit(forge.baseBranch))!.id,
    async opened(files = { "flags/a.yaml": "standing: canary\n" }) {
      await world.push("promote/a", files, "tmarsh", hour(1));
      await forge.open(proposal("promote/a"));
      return only();
    },
    mergeOf: ({ head, base }, method = "squash") => ({
      head,
      base,
      method,
      title: "a: planned -> canary",
      message: "Verdict: Go",
      at: hour(5),
    }),
    async textAt(commit, path) {
      const [file] = await forge.repository.tree(commit, path);
      const blob = file && (await forge.repository.read([file.oid])).get(file.oid);
      return blob?.kind === "text" ? blob.text : null;
    },
  };
}
