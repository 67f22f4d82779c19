import { beforeEach, describe } from "vitest";
import { around } from "./forge/around.ts";
import { committing } from "./forge/committing.ts";
import { merging } from "./forge/merging.ts";
import { pullRequests } from "./forge/pull-requests.ts";
import { type ForgeWorld, type Hands, handsOf } from "./forge/world.ts";

export { type ForgeWorld, hour } from "./forge/world.ts";

/**
 * What it means to be a forge. Call it once per adapter, with a fresh world for every test:
 *
 *     forgeConformance("local", () => world(testRepository()));
 */
export function forgeConformance(name: string, open: () => Promise<ForgeWorld>): void {
  describe(`forge: ${name}`, () => {
    let hands: Hands;
    beforeEach(async () => {
      hands = handsOf(await open());
    });
    for (const part of [pullRequests, merging, committing, around]) part(() => hands);
  });
}
