import { describe, expect, it } from "vitest";
import { exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import { planSync } from "../../scripts/workflows/sync.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, type Town, town } from "./town.ts";

const exposureOf = (here: Town, key = "download") => {
  const reading = here.flags.get(key);
  return reading?.kind === "running" ? reading.running.exposure : null;
};

/** Somebody changes the flag in the store by hand. */
function byHand(here: Town, percent: number, key = "download") {
  const reading = here.flags.get(key);
  if (reading?.kind !== "running") throw new Error("not there");
  const changed: Reading = {
    kind: "running",
    running: { ...reading.running, exposure: { ...reading.running.exposure, percent } },
  };
  here.flags.set(key, changed);
}

async function canary() {
  const here = await town();
  here.plan(planText({ standing: "canary" }));
  await syncPass(here.ports());
  return here;
}

describe("SYNC-1  the store is made to say what main says", () => {
  it("shows the named people and the share of the stage, and records from which commit", async () => {
    const here = await canary();
    expect(exposureOf(here)).toEqual(exposure(["id-of-ADA"], 10));
    const reading = here.flags.get("download");
    expect(reading).toMatchObject({ running: { applied: { plan: "download", standing: "canary" } } });
  });

  it("takes a retired plan's flag out of the store", async () => {
    const here = await canary();
    here.plan(planText({ standing: "retired" }));
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(here.flags.has("download")).toBe(false);
  });

  it("writes nothing the second time", async () => {
    const here = await canary();
    here.happened.length = 0;
    expect((await syncPass(here.ports())).outcome).toBe("done");
    expect(here.happened).toEqual([]);
  });
});

describe("SYNC-2  what somebody did by hand", () => {
  it("more than main says is corrected at once and reported", async () => {
    const here = await canary();
    byHand(here, 80);
    const { stores } = await syncPass(here.ports());
    expect(exposureOf(here)).toEqual(exposure(["id-of-ADA"], 10));
    expect(stores[0]!.steps[0]!.kind).toBe("drift-up");
  });

  it("less than main says stays, and becomes one revert pull request however often it is seen", async () => {
    const here = await canary();
    byHand(here, 0);
    const taken = exposureOf(here);
    const first = await syncPass(here.ports());
    here.plan(planText({ key: "other" }), "other");
    const second = await syncPass(here.ports());
    expect(exposureOf(here)).toEqual(taken);
    expect(first).toMatchObject({ outcome: "drift", reverts: [{ plan: "download" }] });
    expect(second.reverts).toEqual([]);
    const [pull] = await here.forge.pullRequests();
    expect(here.repository.git("show", `${pull!.head}:flags/download.yaml`)).toContain("by hand");
  });
});

describe("SYNC-3  what cannot be known is not written", () => {
  it("leaves a plan alone whose person has no id here, and names the variable", async () => {
    const here = await town({ missing: ["ADA"] });
    here.plan(planText({ standing: "testers" }));
    const pass = await syncPass(here.ports());
    expect(pass.outcome).toBe("failed");
    expect(pass.stores[0]!.unresolved).toEqual([{ plan: "download", missing: ["ADA"] }]);
    expect(here.flags.size).toBe(0);
  });

  it("leaves the flags of a plan that does not load as they run, and the others are synced", async () => {
    const here = await canary();
    here.plan("title: [", "download");
    here.plan(planText({ standing: "canary", key: "other" }), "other");
    const pass = await syncPass(here.ports());
    expect(pass).toMatchObject({ outcome: "drift", broken: ["flags/download.yaml"] });
    expect(exposureOf(here)).toEqual(exposure(["id-of-ADA"], 10));
    expect(exposureOf(here, "other")?.percent).toBe(10);
  });

  it("an unreadable flag is not nobody", async () => {
    const here = await canary();
    here.flags.set("download", { kind: "unreadable", why: "HTTP 503" });
    here.happened.length = 0;
    expect((await syncPass(here.ports())).outcome).toBe("failed");
    expect(here.happened).toEqual([]);
  });
});

describe("SYNC-4  a held flag is never raised, whatever any file says", () => {
  it("by an unresolved revert", async () => {
    const here = await town();
    const reverts = "[{ from: full, at: 2025-03-10T13:00:00Z, because: bad, evidence: ~, resolved: ~ }]";
    here.plan(planText({ standing: "planned" }));
    await syncPass(here.ports());
    here.plan(planText({ standing: "canary", reverts }));
    const pass = await syncPass(here.ports());
    expect(pass.outcome).toBe("drift");
    expect(exposureOf(here)).toEqual(nobody);
  });

  it("by an open hold issue", async () => {
    const here = await town();
    here.plan(planText({}));
    await syncPass(here.ports());
    const issue = await here.forge.raiseIssue({ label: "flaghoist-hold", key: "download", title: "held", body: "" });
    here.plan(planText({ standing: "canary" }));
    await syncPass(here.ports());
    expect(exposureOf(here)).toEqual(nobody);

    await here.forge.closeIssue(issue.number, "fixed");
    await syncPass(here.ports());
    expect(exposureOf(here)?.percent).toBe(10);
  });
});

it("SYNC-5  drift looks and touches nothing", async () => {
  const here = await canary();
  byHand(here, 80);
  here.happened.length = 0;
  const { stores } = await planSync(here.ports());
  expect(stores[0]!.steps.map(({ kind }) => kind)).toEqual(["drift-up"]);
  expect(here.happened).toEqual([]);
  expect(exposureOf(here)?.percent).toBe(80);
});
