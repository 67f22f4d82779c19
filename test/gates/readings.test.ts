import { expect, it } from "vitest";
import { inOrder, place, unread } from "../../scripts/gates/readings.ts";
import { base, store } from "../support/evidence.ts";
import { plan, settings, stage } from "../support/plans.ts";

it("READINGS-1  every flag of the plan is read in every environment it names, in as many stores as listed", () => {
  expect(unread(base, settings, [store()])).toEqual([]);
  expect(unread(base, settings, [])).toEqual(["form1095b_download in production"]);
  const two = plan({
    flags: [...base.flags, { ...base.flags[0]!, key: "b" }],
    stages: [stage("s", { environment: "staging" }), ...base.stages],
  });
  expect(unread(two, settings, [store()])).toEqual([
    "form1095b_download in staging",
    "b in staging",
    "b in production",
  ]);
});

it("READINGS-2  an environment whose settings list no store has nothing to read", () => {
  const bare = { ...settings, environments: [{ ...settings.environments[0]!, stores: [] }] };
  expect(unread(base, bare, [])).toEqual([]);
});

it("READINGS-3  the order of answers makes no difference", () => {
  const stores = [store({ store: "b" }), store({ store: "a" }), store({ store: "a", environment: "staging" })];
  expect(inOrder(stores)).toEqual(inOrder(stores.toReversed()));
  expect(inOrder(stores).map(place)[0]).toBe("form1095b_download in a");
});
