import { describe, expect, it } from "vitest";
import { exposure, nobody } from "../../scripts/flag/exposure.ts";
import { runtimeBranch } from "../../scripts/forge/forge.ts";
import { syncText } from "../../scripts/report/terminal.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, settings, town } from "./town.ts";
import { hanging, shown, twoStores } from "./two-stores.ts";

const onStaging = (text: string) => text.replace("{ name: testers,", "{ name: testers, environment: staging,");

describe("SYNC-6  an environment that a plan names no more", () => {
  async function left() {
    const two = await twoStores();
    two.here.plan(onStaging(planText({ standing: "canary" })));
    await syncPass(two.ports());
    expect(shown(two.flags.staging)).toEqual(exposure(["id-of-ADA"], 0));
    two.here.plan(planText({ standing: "canary" }));
    return two;
  }

  it("shows the flag to nobody there any more, and the next sync has nothing to do", async () => {
    const two = await left();
    expect((await syncPass(two.ports())).outcome).toBe("done");
    expect(shown(two.flags.staging)).toEqual(nobody);
    two.asked.length = 0;
    expect([(await syncPass(two.ports())).outcome, two.asked]).toEqual(["done", []]);
  });

  it("loses the flag when the plan retires, and gets no flag that it never had", async () => {
    const two = await left();
    const more = (text: string) => text.replace("flags: { ", "flags: { upload: { description: Up }, ");
    two.here.plan(more(planText({ standing: "canary" })));
    await syncPass(two.ports());
    expect([...two.flags.staging.keys()]).toEqual(["download"]);
    two.here.plan(more(planText({ standing: "retired" })));
    expect((await syncPass(two.ports())).outcome).toBe("done");
    expect([two.flags.staging.size, two.flags.production.size]).toEqual([0, 0]);
  });
});

describe("SYNC-7  what goes down", () => {
  it("does so in every store before anything rises in any", async () => {
    const two = await twoStores();
    const names = ["rises", "falls"] as const;
    const plan = (name: string, standing: string) => two.here.plan(onStaging(planText({ standing, key: name })), name);
    for (const name of names) plan(name, name === "falls" ? "canary" : "planned");
    await syncPass(two.ports());
    plan("rises", "testers");
    plan("falls", "testers");
    two.asked.length = 0;
    await syncPass(two.ports());
    expect(two.asked.filter((one) => one !== "rises in production" && one !== "falls in staging")).toEqual([
      "falls in production",
      "rises in staging",
    ]);
  });

  it("does not wait for another store that does not answer", async () => {
    const two = await twoStores();
    two.here.plan(onStaging(planText({ standing: "canary" })));
    await syncPass(two.ports());
    two.here.plan(onStaging(planText({})));
    const { until, release } = hanging();
    const write = async () => {
      await until;
      return [{ key: "download", status: "unreachable", detail: "timeout" } as const];
    };
    const pass = syncPass(two.ports({ staging: { write } }));
    await expect.poll(() => shown(two.flags.production), { timeout: 20_000 }).toEqual(nobody);
    release();
    expect((await pass).outcome).toBe("failed");
  });

  it("does not wait for the list of holds: where that cannot be read nothing rises, and the sync says so", async () => {
    const here = await town();
    for (const key of ["falls", "rises"]) here.plan(planText({ standing: "canary", key }), key);
    await syncPass(here.ports());
    here.plan(planText({ key: "falls" }), "falls");
    here.plan(planText({ standing: "full", key: "rises" }), "rises");
    const pass = await syncPass(here.ports({ issues: async () => Promise.reject(new Error("HTTP 502")) }));
    expect([shown(here.flags, "falls"), shown(here.flags, "rises")?.percent]).toEqual([nobody, 10]);
    expect(pass.outcome).toBe("failed");
    expect(syncText(pass, { columns: 200, colour: false })).toContain(
      "rises is held and not raised: whether an issue holds it cannot be told: HTTP 502.",
    );
    expect((await syncPass(here.ports())).outcome).toBe("done");
  });
});

it("SYNC-8  one store that breaks does not keep the others from being read, written and recorded", async () => {
  const two = await twoStores();
  two.here.plan(onStaging(planText({ standing: "canary" })));
  const read = async () => Promise.reject(new Error("no route to host"));
  const pass = await syncPass(two.ports({ staging: { read } }));
  expect(pass.outcome).toBe("failed");
  expect(pass.stores.map(({ steps }) => steps[0]!.kind)).toEqual(["unknown", "write"]);
  expect(shown(two.flags.production)?.percent).toBe(10);
  expect(pass.stores.flatMap(({ deployments }) => deployments.map(({ store }) => store))).toEqual(["production"]);
});

describe("SYNC-9  a plan that somebody retired past the gate", () => {
  it("keeps its flag: without it every caller is served the default of its own code", async () => {
    const here = await town();
    here.plan(planText({ standing: "canary" }));
    await syncPass(here.ports());
    here.plan(planText({ standing: "retired" }));
    const admitted = async () => ({ kind: "refused", why: "it was pushed" }) as const;
    const pass = await syncPass(here.ports({ admitted }));
    expect(pass).toMatchObject({ outcome: "drift", stores: [{ steps: [{ kind: "held" }] }] });
    expect(here.flags.has("download")).toBe(true);
    expect(await here.forge.issues("flaghoist-incident")).toHaveLength(1);
  });
});

it("SYNC-10  nothing is recorded any more of a store that the settings name no more", async () => {
  const two = await twoStores();
  two.here.plan(onStaging(planText({ standing: "canary" })));
  await syncPass(two.ports());
  two.here.repository.commit({ ".github/flaghoist.yaml": settings }, { at: two.here.at.toISO()! });
  await syncPass(two.ports());
  const text = two.here.repository.git("show", `${runtimeBranch}:deployments.json`);
  expect([text.includes('"store":"production"'), text.includes('"store":"staging"')]).toEqual([true, false]);
});
