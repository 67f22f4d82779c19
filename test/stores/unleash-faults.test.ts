import { describe } from "vitest";
import { requireUnleash } from "../services/unleash.ts";
import { faultsSuite } from "./unleash/faults.suite.ts";
import { useTown } from "./unleash/town.ts";

describe.skipIf(!requireUnleash())("a real Unleash server behind something that can go wrong", () => {
  faultsSuite(useTown());
});
