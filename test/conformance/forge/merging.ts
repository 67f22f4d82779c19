import { expect, it } from "vitest";
import type { MergeRequest } from "../../../scripts/forge/forge.ts";
import { type Hands, hour } from "./world.ts";

/** Exactly what was judged is merged, once, or nothing. */
export function merging(hands: () => Hands): void {
  it.each(["merge", "squash", "rebase"] as const)(
    "FORGE-4  %s: base then has what was judged, at the time of the merge",
    async (method) => {
      const { forge, baseTip, opened, mergeOf, textAt } = hands();
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
    const { world, forge, proposal, only, mergeOf } = hands();
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
    const { world, forge, baseTip, opened, mergeOf } = hands();
    const judged = await opened();
    await world.push("promote/a", { "flags/a.yaml": "standing: full\n" }, "tmarsh", hour(2));

    expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "moved" });
    expect(await baseTip()).toBe(judged.base);
  });

  it("FORGE-7  nor is a head whose base moved", async () => {
    const { world, forge, baseTip, opened, mergeOf } = hands();
    const judged = await opened();
    const moved = await world.push(forge.baseBranch, { "flags/other.yaml": "standing: full\n" }, "jwexler", hour(2));

    expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "moved" });
    expect(await baseTip()).toBe(moved);
  });

  it("FORGE-8  merging twice merges once", async () => {
    const { forge, baseTip, opened, mergeOf } = hands();
    const judged = await opened();
    const first = await forge.merge(judged.number, mergeOf(judged));
    const tip = await baseTip();

    expect(await forge.merge(judged.number, { ...mergeOf(judged), at: hour(6) })).toEqual(first);
    expect(await baseTip()).toBe(tip);
  });

  it("FORGE-9  what conflicts is refused and says what conflicts", async () => {
    const { world, forge, baseTip, only, opened, mergeOf } = hands();
    await opened({ "flags/seed.yaml": "standing: canary\n" });
    await world.push(forge.baseBranch, { "flags/seed.yaml": "standing: uat\n" }, "jwexler", hour(2));
    const judged = await only();

    expect(await forge.merge(judged.number, mergeOf(judged))).toMatchObject({ kind: "refused" });
    expect(await baseTip()).toBe(judged.base);
  });

  it("FORGE-10  there is nothing to merge at a number nobody has", async () => {
    const { forge, baseTip } = hands();
    const base = await baseTip();
    const request: MergeRequest = { head: base, base, method: "squash", at: hour(1), title: "t", message: "m" };
    expect(await forge.merge(4711, request)).toMatchObject({ kind: "refused" });
  });
}
