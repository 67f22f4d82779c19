import { expect, it } from "vitest";
import type { CommitRequest } from "../../../scripts/forge/forge.ts";
import { type Hands, hour } from "./world.ts";

/** Files onto a branch, only where the branch still is. */
export function committing(hands: () => Hands): void {
  const commit = async (branch: string, expected: string | null, text: string): Promise<CommitRequest> => ({
    branch,
    expected,
    from: await hands().baseTip(),
    files: [{ path: "flags/a.yaml", text }],
    message: "Revert a\n\nErrors at 4 %",
    at: hour(3),
  });

  it("FORGE-11  commits onto a new branch, and onto it again where it still is", async () => {
    const { forge, baseTip, textAt } = hands();
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
    const { world, forge, baseTip } = hands();
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
    const { forge, baseTip } = hands();
    const base = await baseTip();
    const requests = await Promise.all([1, 2, 3, 4].map((n) => commit(forge.baseBranch, base, `standing: s${n}\n`)));
    const results = await Promise.all(requests.map((request) => forge.commit(request)));

    expect(results.map(({ kind }) => kind).sort()).toEqual(["committed", "moved", "moved", "moved"]);
    expect(await forge.repository.mergeBase(base, forge.baseBranch)).toBe(base);
  });
}
