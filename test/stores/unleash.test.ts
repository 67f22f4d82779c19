import { describe } from "vitest";
import { storeConformance } from "../conformance/store.ts";
import { requireUnleash } from "../services/unleash.ts";
import { accessSuite } from "./unleash/access.suite.ts";
import { handsSuite } from "./unleash/hands.suite.ts";
import { lifeSuite } from "./unleash/life.suite.ts";
import { orderSuite } from "./unleash/order.suite.ts";
import { useTown } from "./unleash/town.ts";

describe.skipIf(!requireUnleash())("on a real Unleash server", () => {
  const town = useTown();

  storeConformance("unleash", () => {
    const { store, rows, proxy } = town();
    return { store, contents: rows, spoil: () => proxy.wrong(0, 502, true) };
  });

  orderSuite(town);
  handsSuite(town);
  lifeSuite(town);
  accessSuite(town);
});
