import type { Forge } from "../../scripts/forge/forge.ts";
import { type ForgeWorld, forgeConformance } from "../conformance/forge.ts";
import { type Desk, desk, team } from "./github/desk.ts";

forgeConformance("github", async () => world(await desk()));
forgeConformance("github, where it says late what can be merged and does not tell where base is", async () =>
  world(await desk({ quirks: { mergeableLag: 3, staleBase: true, repointApprovals: true } })),
);

const states = {
  approved: "APPROVED",
  "changes-requested": "CHANGES_REQUESTED",
  commented: "COMMENTED",
  dismissed: "DISMISSED",
} as const;

async function world({ github, hands, forge }: Desk): Promise<ForgeWorld> {
  const ours = await forge();
  return {
    forge: onTime(ours, github.clock),
    team,
    push: async (branch, files, by, at, dated = at) => hands.push(branch, files, { by, at, dated }),
    async review(number, { by, opinion, at }) {
      hands.review(number, { by, at, state: states[opinion], body: "Looked at it" });
    },
    async comments(number) {
      const texts = hands.comments(number).map(({ body }) => body.replace(/\n\n<!-- flaghoist:report -->$/, ""));
      return { texts, writes: hands.comments(number).reduce((sum, { writes }) => sum + writes, 0) };
    },
  };
}

/** It is on GitHub what time it is when we ask. */
const onTime = (forge: Forge, clock: Desk["github"]["clock"]): Forge => ({
  ...forge,
  merge: (number, request) => {
    clock.set(request.at);
    return forge.merge(number, request);
  },
});
