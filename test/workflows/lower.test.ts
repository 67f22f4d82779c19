import { describe, expect, it } from "vitest";
import { nobody } from "../../scripts/flag/exposure.ts";
import { lower } from "../../scripts/workflows/lower.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { plansAt, settingsAt } from "../../scripts/workflows/read.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, town } from "./town.ts";
import { hanging, shown, twoStores } from "./two-stores.ts";

async function takeDown(ports: Ports) {
  const settings = await settingsAt(ports.forge.repository, "main");
  const { plans } = await plansAt(ports.forge.repository, "main", settings);
  return lower(ports, plans[0]!.value, { because: "0.02 > 0.01", evidence: null }, settings, []);
}

describe("LOWER-1  taking a plan down", () => {
  it("never raises: a store that was not brought up to main yet stays where it is", async () => {
    const here = await town();
    here.plan(planText({}));
    await syncPass(here.ports());
    here.plan(planText({ standing: "full" }).replace("Take it down.,", "Take it down., to: previous,"));
    here.happened.length = 0;
    expect(await takeDown(here.ports())).toMatchObject({ to: "canary", unlowered: [] });
    expect(shown(here.flags)).toEqual(nobody);
    expect(here.happened).toEqual(["commit main"]);
  });

  it("does not wait for another store that does not answer, nor for a forge that lists no issues", async () => {
    const two = await twoStores();
    two.here.plan(
      planText({ standing: "canary" }).replace("{ name: testers,", "{ name: testers, environment: staging,"),
    );
    await syncPass(two.ports());
    const { until, release } = hanging();
    const read = async () => {
      await until;
      throw new Error("timeout");
    };
    const issues = async () => Promise.reject(new Error("HTTP 502"));
    const lowered = takeDown(two.ports({ staging: { read } }, { issues }));
    await expect.poll(() => shown(two.flags.production), { timeout: 20_000 }).toEqual(nobody);
    release();
    expect(await lowered).toMatchObject({
      to: "testers",
      commit: { kind: "committed" },
      unlowered: ["download in staging could not be read: staging broke while it was read: timeout"],
    });
  });
});
