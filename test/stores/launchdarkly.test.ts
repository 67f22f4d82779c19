import { afterEach, beforeEach } from "vitest";
import { storeConformance } from "../conformance/store.ts";
import { startTown, type Town } from "./launchdarkly/town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

storeConformance("launchdarkly", () => ({
  store: town.open(),
  contents: () => structuredClone([...town.fake.flags]),
  spoil: () => town.fake.wrong(0, 502, true),
}));
