import { expect, it } from "vitest";
import { byHand } from "../../../scripts/gates/criteria/by-hand.ts";
import { query } from "./given.ts";

it("CRIT-5  a person answers what the provider `manual` is asked", () => {
  expect([byHand(query("look", "manual")), byHand(query("sum(x)"))]).toEqual([true, false]);
});
