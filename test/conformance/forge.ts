import { DateTime } from "luxon";
import { beforeEach, describe, expect, it } from "vitest";
import type { PullRequest, Review } from "../../scripts/flag/review.ts";
import type { CommitRequest, Forge, MergeRequest } from "../../scripts/forge/forge.ts";

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

/** What it means to be a forge. Call it once per adapter with a fresh world for every test. */
export function forgeConformance(name: string, open: () => Promise<ForgeWorld>): void {
  describe(`forge: ${name}`, () => {
    let world: ForgeWorld;
    let forge: Forge;
    beforeEach(async () => {
      world = await open();
      forge = world.forge;
    });

    const proposal = (branch: string) => ({
      branch,
      title: `Promote on ${branch}`,
      body: "One stage up",
      requestedBy: "rlindqvist",
    });
    const baseTip = async () => (await forge.repository.commit(forge.baseBranch))!.id;
    const only = async (): Promise<PullRequest> => {
      const all = await forge.pullRequests();
      expect(all).toHaveLength(1);
      return all[0]!;
    };
    const opened = async (files: Readonly<Record<string, string>> = { "flags/a.yaml": "standing: canary\n" }) => {
      await world.push("promote/a", files, "tmarsh", hour(1));
      await forge.open(proposal("promote/a"));
      return only();
    };
    const mergeOf = ({ head, base }: PullRequest, method: MergeRequest["method"] = "squash"): MergeRequest => ({
      head,
      base,
      method,
      title: "a: planned -> canary",
      message: "Verdict: Go",
      at: hour(5),
    });
    const textAt = async (commit: string, path: string) => {
      const [file] = await forge.repository.tree(commit, path);
      const blob = file && (await forge.repository.read([file.oid])).get(file.oid);
      return blob?.kind === "text" ? blob.text : null;
    };

    it("FORGE-1  an opened branch is one pull request, however often it is opened", async () => {
      const head = await world.push("promote/a", { "flags/a.yaml": "standing: canary\n" }, "tmarsh", hour(1));

      const number = await forge.open(proposal("promote/a"));
      expect(await forge.open({ ...proposal("promote/a"), title: "Again" })).toBe(number);

      expect(await only()).toMatchObject({
        ...{
          number,
          head,
          branch: "promote/a",
          title: "Promote on promote/a",
          requestedBy: "rlindqvist",
          draft: false,
        },
        ...{ base: await baseTip(), reviews: [] },
      });
    });

    it("FORGE-2  pull requests come by number, and keep it", async () => {
      for (const branch of ["promote/z", "promote/a"]) {
        await world.push(branch, { [`flags/${branch.at(-1)}.yaml`]: "standing: canary\n" }, "tmarsh", hour(1));
        await forge.open(proposal(branch));
      }
      const first = (await forge.pullRequests()).map(({ number, branch }) => [number, branch]);
      expect(first.map(([, branch]) => branch)).toEqual(["promote/z", "promote/a"]);
      expect((await forge.pullRequests()).map(({ number, branch }) => [number, branch])).toEqual(first);
    });

    it("FORGE-3  a report is one comment, written again only where it changed", async () => {
      const { number, head } = await opened();
      const report = { head, outcome: "wait", title: "Not yet", comment: "Soaks until noon" } as const;

      await forge.report(number, report);
      await forge.report(number, report);
      expect(await world.comments(number)).toEqual({ texts: ["Soaks until noon"], writes: 1 });

      await forge.report(number, { ...report, outcome: "pass", title: "Go", comment: "All gates pass" });
      expect(await world.comments(number)).toEqual({ texts: ["All gates pass"], writes: 2 });

      const next = await world.push("promote/a", { "flags/a.yaml": "standing: canary # again\n" }, "tmarsh", hour(2));
      await forge.report(number, { ...report, head: next });
      expect((await world.comments(number)).texts).toEqual(["Soaks until noon"]);
    });

    it.each(["merge", "squash", "rebase"] as const)(
      "FORGE-4  %s: base then has what was judged, at the time of the merge",
      async (method) => {
        const judged = await opened();
        const result = await forge.merge(judged.number, mergeOf(judged, method));

        expect(result).toEqual({ kind: "merged", commit: await baseTip() });
        expect(await textAt(forge.baseBranch, "flags/a.yaml")).toBe("standing: canary\n");
        expect(await forge.pullRequests()).toEqual([]);
        const steps = await forge.repository.history(forge.baseBranch, "flags/a.yaml");
        expect(steps[0]!.commit.committedAt.toISO()).toBe(hour(5).toISO());
        expect(steps[0]!.changes.map(({ path }) => path)).toEqual(["flags/a.yaml"]);
        expect(await forge.repository.isAncestor(judged.base, forge.baseBranch)).toBe(true);
      },
    );

    it("FORGE-5  a squash is one step of the first-parent history, with the message it was given", async () => {
      await world.push("promote/a", { "flags/a.yaml": "standing: canary\n" }, "tmarsh", hour(1));
      await world.push("promote/a", { "flags/b.yaml": "standing: half\n" }, "tmarsh", hour(2));
      await forge.open(proposal("promote/a"));
      const judged = await only();
      await forge.merge(judged.number, mergeOf(judged));

      const [step, before] = await forge.repository.history(forge.baseBranch, "flags");
      expect(step!.message.trim()).toBe("a: planned -> canary\n\nVerdict: Go");
      expect(step!.commit.subject).toBe("a: planned -> canary");
      expect(step!.changes.map(({ path }) => path)).toEqual(["flags/a.yaml", "flags/b.yaml"]);
      expect(before!.commit.id).toBe(judged.base);
    });

    it("FORGE-6  a head that moved after it was judged is not merged", async () => {
      const judged = await opened();
      await world.push("promote/a", { "flags/a.yaml": "standing: full\n" }, "tmarsh", hour(2));

      expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "moved" });
      expect(await baseTip()).toBe(judged.base);
    });

    it("FORGE-7  nor is a head whose base moved", async () => {
      const judged = await opened();
      const moved = await world.push(forge.baseBranch, { "flags/other.yaml": "standing: full\n" }, "jwexler", hour(2));

      expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "moved" });
      expect(await baseTip()).toBe(moved);
    });

    it("FORGE-8  merging twice merges once", async () => {
      const judged = await opened();
      const first = await forge.merge(judged.number, mergeOf(judged));
      const tip = await baseTip();

      expect(await forge.merge(judged.number, { ...mergeOf(judged), at: hour(6) })).toEqual(first);
      expect(await baseTip()).toBe(tip);
    });

    it("FORGE-9  what conflicts is refused and says what conflicts", async () => {
      await opened({ "flags/seed.yaml": "standing: canary\n" });
      await world.push(forge.baseBranch, { "flags/seed.yaml": "standing: uat\n" }, "jwexler", hour(2));
      const judged = await only();

      expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "refused" });
      expect(await baseTip()).toBe(judged.base);
    });

    it("FORGE-10  there is nothing to merge at a number nobody has", async () => {
      const base = await baseTip();
      const request: MergeRequest = { head: base, base, method: "squash", at: hour(1), title: "t", message: "m" };
      expect(await forge.merge(4711, request)).toMatchObject({ kind: "refused" });
    });

    const commit = async (branch: string, expected: string | null, text: string): Promise<CommitRequest> => ({
      branch,
      expected,
      from: await baseTip(),
      files: [{ path: "flags/a.yaml", text }],
      message: "Revert a\n\nErrors at 4 %",
      at: hour(3),
    });

    it("FORGE-11  commits onto a new branch, and onto it again where it still is", async () => {
      const first = await forge.commit(await commit("revert/a", null, "standing: planned\n"));
      expect(first).toMatchObject({ kind: "committed" });
      const tip = (await forge.repository.commit("revert/a"))!;
      expect(first).toEqual({ kind: "committed", commit: tip.id });
      expect(tip).toMatchObject({ subject: "Revert a" });
      expect(await forge.repository.isAncestor(await baseTip(), tip.id)).toBe(true);

      expect(await forge.commit(await commit("revert/a", tip.id, "standing: uat\n"))).toMatchObject({
        kind: "committed",
      });
      expect(await textAt("revert/a", "flags/a.yaml")).toBe("standing: uat\n");
    });

    it("FORGE-12  commits nothing where the branch is not what was expected", async () => {
      const stale = await baseTip();
      const tip = await world.push("revert/a", { "flags/a.yaml": "standing: half\n" }, "tmarsh", hour(1));

      for (const expected of [null, stale]) {
        expect(await forge.commit(await commit("revert/a", expected, "standing: planned\n"))).toMatchObject({
          kind: "moved",
        });
      }
      expect(await forge.commit(await commit("revert/none", stale, "standing: planned\n"))).toMatchObject({
        kind: "moved",
      });
      expect((await forge.repository.commit("revert/a"))!.id).toBe(tip);
      expect(await forge.repository.commit("revert/none")).toBeNull();
    });

    it("FORGE-13  of several who commit at once exactly one does", async () => {
      const base = await baseTip();
      const requests = await Promise.all([1, 2, 3, 4].map((n) => commit(forge.baseBranch, base, `standing: s${n}\n`)));
      const results = await Promise.all(requests.map((request) => forge.commit(request)));

      expect(results.map(({ kind }) => kind).sort()).toEqual(["committed", "moved", "moved", "moved"]);
      expect(await forge.repository.mergeBase(base, forge.baseBranch)).toBe(base);
    });

    it("FORGE-14  an issue raised twice is one issue, until it is closed", async () => {
      const raise = (key: string, title: string) =>
        forge.raiseIssue({ label: "flaghoist-hold", key, title, body: "Errors at 4 %" });
      const first = await raise("a", "a is held");
      const again = await raise("a", "a is still held");
      const other = await raise("b", "b is held");

      expect(again).toEqual({ ...first, title: "a is still held" });
      expect(await forge.issues("flaghoist-hold")).toEqual([again, other]);
      expect(await forge.issues("something-else")).toEqual([]);

      await forge.closeIssue(first.number, "resolved");
      expect(await forge.issues("flaghoist-hold")).toEqual([other]);
      expect((await raise("a", "a is held again")).number).not.toBe(first.number);
    });

    it("FORGE-15  a review stays with the head it was given for", async () => {
      const { number, head } = await opened();
      await world.review(number, { by: "jwexler", opinion: "approved", at: hour(2) });
      const next = await world.push("promote/a", { "flags/a.yaml": "standing: half\n" }, "tmarsh", hour(3));
      await world.review(number, { by: "pvandermeer", opinion: "changes-requested", at: hour(4) });

      const { reviews } = await only();
      expect(reviews.map(({ by, opinion, commit, at }) => [by, opinion, commit, at.toISO()])).toEqual([
        ["jwexler", "approved", head, hour(2).toISO()],
        ["pvandermeer", "changes-requested", next, hour(4).toISO()],
      ]);
      expect(new Set(reviews.map(({ id }) => id)).size).toBe(2);
      expect(reviews.every(({ bot, edited }) => !bot && !edited)).toBe(true);
    });

    it("FORGE-16  a head is as old as its push, whatever date it claims", async () => {
      await world.push("promote/a", { "flags/a.yaml": "standing: canary\n" }, "tmarsh", hour(1), hour(-1000));
      await forge.open(proposal("promote/a"));
      expect((await only()).pushedAt?.toISO()).toBe(hour(1).toISO());

      await world.push("promote/a", { "flags/a.yaml": "standing: half\n" }, "rlindqvist", hour(4), hour(-1000));
      const { pushedAt, pushers } = await only();
      expect(pushedAt?.toISO()).toBe(hour(4).toISO());
      expect([...pushers].sort()).toEqual(["rlindqvist", "tmarsh"]);
    });

    it("FORGE-17  a team is its members, or why we could not ask", async () => {
      expect(await forge.members(world.team.name)).toEqual({ kind: "members", logins: world.team.logins });
      expect(await forge.members("@example-org/nobody-knows")).toMatchObject({
        kind: "unknown",
        why: expect.stringMatching(/\w/),
      });
    });

    it("FORGE-18  there is nothing to report on at a number nobody has", async () => {
      const report = { head: await baseTip(), outcome: "wait", title: "Not yet", comment: "Soaks" } as const;
      await expect(forge.report(4711, report)).rejects.toThrow("4711");
    });
  });
}
