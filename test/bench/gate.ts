import { check } from "../../scripts/workflows/check.ts";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { openPromotions, type Promotions } from "./open-promotions.ts";

/** One pass of the gate over some open promotions, the emulated GitHub's own work included. */
export interface GatePass {
  readonly what: string;
  readonly pulls: number;
  readonly requests: number;
  /** GraphQL points, of the 5,000 an hour that an installation has at least. */
  readonly points: number;
  readonly seconds: number;
}

/** Passes over pull requests that are new, unchanged, newly approved, and merged. Throws where one is not as it says. */
export async function gatePasses(pulls: number): Promise<readonly GatePass[]> {
  const here = await openPromotions(pulls, pulls);
  try {
    const passes = [await pass(here, "all new", pulls), await pass(here, "nothing changed", pulls)];
    here.approve("two");
    passes.push(await pass(here, "all approved by two", pulls));
    here.approve("third");
    passes.push(await pass(here, "all go, merged", pulls));
    return passes;
  } finally {
    await here.remove();
  }
}

async function pass({ github, ports }: Promotions, what: string, pulls: number): Promise<GatePass> {
  const opened = await ports();
  const from = github.log.length;
  const began = performance.now();
  const gated = await gatePass(opened);
  const seconds = (performance.now() - began) / 1000;
  const merged = gated.filter((one) => one.kind === "judged" && one.merge.kind === "merged").length;
  const judged = gated.filter(({ kind }) => kind === "judged").length;
  if (judged !== pulls || merged !== (what.endsWith("merged") ? pulls : 0)) {
    throw new Error(`${what}: ${judged} of ${pulls} judged, ${merged} merged`);
  }
  const asked = github.log.slice(from);
  return { what, pulls, requests: asked.length, points: asked.reduce((sum, { points }) => sum + points, 0), seconds };
}

/** Milliseconds that the gate itself takes for one pull request among so many plans: read, compare, judge, no request. */
export async function judging(plans: number, times: number): Promise<number> {
  const here = await openPromotions(plans, 1);
  try {
    const taken: number[] = [];
    for (let i = 0; i < times; i++) {
      const ports = await here.ports();
      const [pullRequest] = await ports.forge.pullRequests();
      if (pullRequest === undefined) throw new Error("no pull request is open");
      const { base, head } = pullRequest;
      await check(ports, { base, head, pullRequest }); // asks for teams, which are then known
      const began = performance.now();
      const { judged } = await check(ports, { base, head, pullRequest });
      taken.push(performance.now() - began);
      if (judged.length !== 1) throw new Error(`${judged.length} plans judged, not 1`);
    }
    return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]!;
  } finally {
    await here.remove();
  }
}
