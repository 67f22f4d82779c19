import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText as text } from "../workflows/town.ts";
import { approve, settings, settingsFile, type Town, town } from "./town.ts";

/** A town with so many open promotions, each of a plan of its own. */
async function busy(count: number): Promise<Town> {
  const here = await town();
  const names = Array.from({ length: count }, (_, at) => `plan-${at}`);
  const plans = (standing: string) =>
    Object.fromEntries(names.map((name) => [`flags/${name}.yaml`, text({ standing, key: name })]));
  here.hands.push("main", { [settingsFile]: settings, ...plans("planned") }, { by: "jwexler" });
  for (const name of names) {
    here.hands.push(
      `promote/${name}`,
      { [`flags/${name}.yaml`]: text({ standing: "testers", key: name }) },
      { by: "jwexler" },
    );
    here.hands.open({ head: `promote/${name}`, title: name, by: "jwexler" });
  }
  return here;
}

it.each([1, 10, 50])(
  "COST-1  a pass that changes nothing asks at most three times: %i pull requests",
  async (count) => {
    const here = await busy(count);
    await gatePass(await here.ports());
    here.forget();
    const gated = await gatePass(await here.ports());
    expect(gated.map(({ kind }) => kind)).toEqual(Array(count).fill("judged"));
    expect(here.asked()).toEqual(["graphql Snapshot", "graphql Teams", "graphql Bodies"]);
    expect(here.github.violations).toEqual([]);
  },
  120_000,
);

it("COST-3  waiting alone writes nothing: the clock moves on, and a pass still asks three times", async () => {
  const here = await busy(1);
  await gatePass(await here.ports());
  approve(here, 1, "rlindqvist");
  here.github.clock.advance({ minutes: 5 });
  await gatePass(await here.ports());
  expect(here.hands.pull(1).merged).not.toBeNull();
  await syncPass(await here.ports());
  here.hands.push(
    "promote/next",
    { "flags/plan-0.yaml": text({ standing: "canary", key: "plan-0" }) },
    { by: "jwexler" },
  );
  const number = here.hands.open({ head: "promote/next", title: "next", by: "jwexler" });
  await gatePass(await here.ports());
  const before = here.hands.comments(number).map(({ body }) => body);
  here.github.clock.advance({ minutes: 15 });
  here.forget();
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ kind: "judged", check: { outcome: "wait" } });
  expect(before.join()).toContain("soak");
  expect(here.asked()).toEqual(["graphql Snapshot", "graphql Teams", "graphql Bodies"]);
});

it("COST-2  at most six more for each that changes: new, approved and merged, or pushed to", async () => {
  const here = await busy(3);
  await gatePass(await here.ports());
  here.forget();
  await gatePass(await here.ports());
  const idle = here.asked().length;

  approve(here, 1, "rlindqvist");
  here.github.clock.advance({ minutes: 5 });
  here.hands.push(
    "promote/plan-1",
    {
      "flags/plan-1.yaml": text({ standing: "testers", key: "plan-1", max: 0.01 }),
      "flags/plan-2.yaml": text({ standing: "canary", key: "plan-2" }),
    },
    { by: "jwexler" },
  );
  here.forget();
  await gatePass(await here.ports());
  expect(here.hands.pull(1).merged).not.toBeNull();
  expect(here.asked().length - idle).toBeLessThanOrEqual(12);
});
