import { expect, it } from "vitest";
import { propagationOf, stayOf } from "../../../scripts/gates/criteria/stay.ts";
import { now, since } from "../../support/evidence.ts";
import { plan, settings } from "../../support/plans.ts";

it("STAY-1  a stay has the share of the stage it stands in, and its environment's propagation", () => {
  const stay = stayOf(plan({ standing: "canary" }), settings, { since, now });
  expect(stay).toMatchObject({ since, now, percent: 10 });
  expect(stay!.propagation.toISO()).toBe("PT60S");
  expect(stayOf(plan({ standing: "week-check" }), settings, { since, now })).toMatchObject({ percent: 100 });
});

it("STAY-2  outside a stage there is none; an environment that settings do not name propagates at once", () => {
  expect(stayOf(plan(), settings, { since, now })).toBeNull();
  expect(stayOf(plan({ standing: "retired" }), settings, { since, now })).toBeNull();
  expect(propagationOf(settings, "elsewhere").toMillis()).toBe(0);
});
