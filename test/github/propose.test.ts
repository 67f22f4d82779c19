import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { approve, numeric, planText, type Town, town } from "./town.ts";

/** Through the gate and into the store, from one standing to the next. */
async function promote(here: Town, standing: string) {
  approve(here, here.propose(`promote/${standing}`, planText({ standing })), "rlindqvist");
  expect(await gatePass(await here.ports())).toMatchObject([{ merge: { kind: "merged" } }]);
  await syncPass(await here.ports());
}

it("PROPOSE-1  a run that ends between the commit and its pull request: a later one opens it, once", async () => {
  const here = await town();
  await syncPass(await here.ports());
  await promote(here, "testers");
  here.github.clock.advance({ hours: 5 });
  await promote(here, "canary");
  here.answers.set("bad", numeric(2)).set("total", numeric(500));
  here.github.clock.advance({ hours: 30 });
  const [ended] = await monitorPass(await here.ports({ open: async () => Promise.reject(new Error("ECONNRESET")) }));
  expect(ended).toMatchObject({ kind: "failed", why: "ECONNRESET" });

  here.github.clock.advance({ hours: 1 });
  here.answers.set("total", numeric(520));
  const [opened] = await monitorPass(await here.ports());
  expect(opened).toMatchObject({ kind: "proposed", proposed: { to: "full" } });
  here.github.clock.advance({ hours: 1 });
  here.answers.set("total", numeric(540));
  expect(await monitorPass(await here.ports())).toMatchObject([{ kind: "watching" }]);
  expect(here.github.violations).toEqual([]);
});

it("PROPOSE-2  a branch that the forge refuses is told, and does not pass for one that was opened before", async () => {
  const here = await town();
  await syncPass(await here.ports());
  await promote(here, "testers");
  here.github.clock.advance({ hours: 5 });
  const commit = async () => ({ kind: "refused", why: "no new branches here" }) as const;
  expect(await monitorPass(await here.ports({ commit }))).toMatchObject([
    { kind: "failed", why: "no new branches here" },
  ]);
});
