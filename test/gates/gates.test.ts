import { expect, it } from "vitest";
import { gateNames } from "../../scripts/gates/gate.ts";
import { gates } from "../../scripts/gates/gates.ts";

it("GATES-1  every gate is in the list once, in the order of their names", () => {
  expect(gates.map(({ name }) => name)).toEqual(gateNames);
});
