import { describe, expect, it } from "vitest";
import { runtimeBranch } from "../../scripts/forge/forge.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { recordDeployments, recordsOf } from "../../scripts/workflows/deployments.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { canary, records, soakOf, withStore } from "./recorded.ts";
import { planText, town } from "./town.ts";

describe("DEPLOY-7  where the records cannot be written or read", () => {
  it("what was written to the stores stands, the sync says that it is not recorded, and the next one records it", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    const refusing = here.ports({ commit: async () => ({ kind: "refused", why: "the branch is protected" }) });
    const pass = await syncPass(refusing);
    expect(pass).toMatchObject({ outcome: "failed", unrecorded: expect.stringContaining("the branch is protected") });
    expect(here.flags.get("download")).toMatchObject({ running: { exposure: { percent: 10 } } });
    const written = here.at;
    here.at = here.at.plus({ hours: 5 });
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(await records(here)).toMatchObject([{ verifiedAt: written.toUTC().toISO() }]);
  });

  it("a flag that is missing is not made: nobody can tell whether somebody removed it", async () => {
    const here = await canary();
    here.flags.delete("download");
    const tip = here.repository.git("rev-parse", runtimeBranch).trim();
    const files = [{ path: "deployments.json", text: '{"version":2}' }];
    await here.forge.commit({ branch: runtimeBranch, expected: tip, from: tip, files, message: "x", at: here.at });
    const pass = await syncPass(here.ports());
    expect(pass.outcome).toBe("failed");
    expect(pass.stores[0]!.steps).toMatchObject([{ kind: "unknown", why: expect.stringContaining("is of version 2") }]);
    expect(here.flags.has("download")).toBe(false);
  });

  it("records that could not be read are not written over: what they tell of a removed flag is kept", async () => {
    const here = await canary();
    here.flags.delete("download");
    let asked = 0;
    const commit = async (ref: string) => {
      if (ref === runtimeBranch && asked++ === 0) throw new Error("ECONNRESET");
      return here.forge.repository.commit(ref);
    };
    const pass = await syncPass(here.ports({ repository: { ...here.forge.repository, commit } }));
    expect(pass).toMatchObject({ outcome: "failed", unrecorded: expect.stringContaining("ECONNRESET") });
    expect(await records(here)).toMatchObject([{ key: "download", standing: "canary" }]);
    expect((await syncPass(here.ports())).reverts).toMatchObject([{ plan: "download" }]);
    expect(here.flags.has("download")).toBe(false);
  });

  it("a sync keeps what another one recorded since it looked: of new flags, and of later writes", async () => {
    const here = await canary();
    here.plan(planText({ standing: "canary", key: "mine" }), "mine");
    const slow = here.ports();
    const write: Store["write"] = async (writes) => {
      here.at = here.at.plus({ minutes: 1 });
      here.plan(planText({ standing: "full" }));
      here.plan(planText({ standing: "canary", key: "theirs" }), "theirs");
      await syncPass(here.ports());
      return here.store.write(writes);
    };
    await syncPass(withStore(slow, { ...here.store, write }));
    expect((await records(here)).map(({ key, standing }) => [key, standing])).toEqual([
      ["download", "full"],
      ["mine", "canary"],
      ["theirs", "canary"],
    ]);
  });

  it("two syncs at once keep each other's records", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    const [one, two] = await Promise.all([syncPass(here.ports()), syncPass(here.ports())]);
    expect([one.unrecorded, two.unrecorded]).toEqual([null, null]);
    expect(await records(here)).toHaveLength(1);
  });
});

it.each(["appliedAt", "verifiedAt"])("DEPLOY-11  a record whose %s is no instant is no record", async (field) => {
  const here = await canary();
  const text = here.repository.git("show", `${runtimeBranch}:deployments.json`);
  const broken = text.replace(new RegExp(`"${field}":"[^"]*"`), `"${field}":"yesterday"`);
  const tip = here.repository.git("rev-parse", runtimeBranch).trim();
  const files = [{ path: "deployments.json", text: broken }];
  await here.forge.commit({ branch: runtimeBranch, expected: tip, from: tip, files, message: "x", at: here.at });
  here.at = here.at.plus({ days: 3 });
  expect(await soakOf(here)).toMatchObject([
    { outcome: "wait", reason: "soak.not-verified", because: expect.stringContaining("holds what is no deployment") },
  ]);
});

describe("DEPLOY-12  records that somebody else writes at the same time", () => {
  async function others(times: number) {
    const here = await canary();
    const file = recordsOf(here.ports());
    let [asked, tried] = [0, 0];
    const write: typeof file.write = async (text, expected) => {
      tried += 1;
      return times >= tried ? "changed" : file.write(text, expected);
    };
    const why = await recordDeployments({ ...file, write }, (before) => {
      asked += 1;
      return before.map((one) => ({ ...one, standing: "full" }));
    });
    return { why, asked, standing: (await records(here))[0]!.standing };
  }

  it("are read again and changed again, until it is written", async () => {
    expect(await others(4)).toEqual({ why: null, asked: 5, standing: "full" });
  });

  it("for ever are given up, and that is said", async () => {
    const { why, standing } = await others(99);
    expect([why, standing]).toEqual([
      expect.stringContaining("during each of 5 tries to write it: sync again"),
      "canary",
    ]);
  });
});
