import { expect, it } from "vitest";
import { type Hands, hour } from "./world.ts";

/** What is proposed, said and known of it. */
export function pullRequests(hands: () => Hands): void {
  it("FORGE-1  an opened branch is one pull request, however often it is opened", async () => {
    const { world, forge, proposal, baseTip, only } = hands();
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
    const { world, forge, proposal } = hands();
    for (const branch of ["promote/z", "promote/a"]) {
      await world.push(branch, { [`flags/${branch.at(-1)}.yaml`]: "standing: canary\n" }, "tmarsh", hour(1));
      await forge.open(proposal(branch));
    }
    const first = (await forge.pullRequests()).map(({ number, branch }) => [number, branch]);
    expect(first.map(([, branch]) => branch)).toEqual(["promote/z", "promote/a"]);
    expect((await forge.pullRequests()).map(({ number, branch }) => [number, branch])).toEqual(first);
  });

  it("FORGE-3  a report is one comment, written again only where it changed", async () => {
    const { world, forge, opened } = hands();
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

  it("FORGE-15  a review stays with the head it was given for", async () => {
    const { world, only, opened } = hands();
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
    const { world, forge, proposal, only } = hands();
    await world.push("promote/a", { "flags/a.yaml": "standing: canary\n" }, "tmarsh", hour(1), hour(-1000));
    await forge.open(proposal("promote/a"));
    expect((await only()).pushedAt?.toISO()).toBe(hour(1).toISO());

    await world.push("promote/a", { "flags/a.yaml": "standing: half\n" }, "rlindqvist", hour(4), hour(-1000));
    const { pushedAt, pushers } = await only();
    expect(pushedAt?.toISO()).toBe(hour(4).toISO());
    expect([...pushers].sort()).toEqual(["rlindqvist", "tmarsh"]);
  });

  it("FORGE-18  there is nothing to report on at a number nobody has", async () => {
    const { forge, baseTip } = hands();
    const report = { head: await baseTip(), outcome: "wait", title: "Not yet", comment: "Soaks" } as const;
    await expect(forge.report(4711, report)).rejects.toThrow("4711");
  });
}
