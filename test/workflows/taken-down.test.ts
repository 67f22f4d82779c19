import { describe, expect, it } from "vitest";
import type { Forge } from "../../scripts/forge/forge.ts";
import { syncText } from "../../scripts/report/terminal.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, type Town, town } from "./town.ts";

/** Somebody removed the flag of a plan that stands in a stage. */
async function takenDown() {
  const here = await town();
  here.plan(planText({ standing: "canary" }));
  await syncPass(here.ports());
  here.flags.delete("download");
  here.at = here.at.plus({ hours: 1 });
  return here;
}

/**
 * A forge that takes up its own commit where a run ended before the pull request, as GitHub's adapter does: only where
 * the branch says just what is to be committed, and nobody ever opened a pull request from it.
 */
function takingUp(here: Town, asked: string[], opens: { works: boolean }): Partial<Forge> {
  return {
    async commit(request) {
      const made = await here.forge.commit(request);
      if (made.kind !== "moved" || asked.length > 0) return made;
      const [{ path, text }] = request.files as [{ path: string; text: string }];
      const there = here.repository.git("show", `${request.branch}:${path}`);
      return there === text.trim() ? { kind: "committed", commit: "its tip" } : made;
    },
    async open(proposal) {
      if (!opens.works) throw new Error("ECONNRESET");
      asked.push(proposal.branch);
      return here.forge.open(proposal);
    },
  };
}

describe("TAKEN-DOWN-1  where the revert cannot be proposed", () => {
  it("the sync says so, and what it did to the stores is told all the same", async () => {
    const here = await takenDown();
    here.plan(planText({ standing: "canary", key: "other" }), "other");
    const pass = await syncPass(here.ports({ open: () => Promise.reject(new Error("ECONNRESET")) }));
    expect(pass).toMatchObject({ outcome: "failed", unproposed: [{ plan: "download", why: "ECONNRESET" }] });
    expect(pass.stores[0]!.results).toMatchObject([{ key: "other", status: "applied" }]);
    expect(here.flags.has("download")).toBe(false);
    const text = syncText(pass, { columns: 200, colour: false });
    expect(text).toContain(
      "No pull request says yet that download was taken down; the next sync tries again: ECONNRESET",
    );
    expect(text).toContain("1 flag in step.");
  });

  it("a refusal is told too, and does not pass for a pull request that was opened before", async () => {
    const here = await takenDown();
    const pass = await syncPass(here.ports({ commit: async () => ({ kind: "refused", why: "it is protected" }) }));
    expect(pass.unproposed).toEqual([{ plan: "download", why: "it is protected" }]);
  });

  it("one plan's trouble does not keep another's revert from being proposed", async () => {
    const here = await town();
    for (const key of ["download", "other"]) here.plan(planText({ standing: "canary", key }), key);
    await syncPass(here.ports());
    here.flags.clear();
    const open: Forge["open"] = (proposal) =>
      proposal.branch.includes("download") ? Promise.reject(new Error("502")) : here.forge.open(proposal);
    expect(await syncPass(here.ports({ open }))).toMatchObject({
      ...{ reverts: [{ plan: "other" }], unproposed: [{ plan: "download", why: "502" }] },
    });
  });
});

it("TAKEN-DOWN-2  a run that ends between the commit and its pull request: a later one opens it, once", async () => {
  const here = await takenDown();
  const [asked, opens] = [[] as string[], { works: false }];
  const forge = takingUp(here, asked, opens);
  expect((await syncPass(here.ports(forge))).reverts).toEqual([]);
  here.at = here.at.plus({ hours: 1 });
  opens.works = true;
  expect((await syncPass(here.ports(forge))).reverts).toMatchObject([{ plan: "download" }]);
  here.at = here.at.plus({ hours: 1 });
  expect(await syncPass(here.ports(forge))).toMatchObject({ reverts: [], unproposed: [], outcome: "drift" });
  expect(asked).toHaveLength(1);
});
