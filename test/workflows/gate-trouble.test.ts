import { expect, it } from "vitest";
import type { Answered } from "../../scripts/flag/measurement.ts";
import type { Provider } from "../../scripts/metrics/provider.ts";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, town } from "./town.ts";

const names = ["a", "b", "c", "d", "e", "f"];
const silent: Answered = { kind: "error", reason: "timeout", why: "got no complete answer within 10 s" };

/** Six plans that have stood in canary for 30 hours, each with a pull request for the next stage. */
async function six() {
  const here = await town();
  for (const key of names) here.plan(planText({ standing: "canary", key }), key);
  await syncPass(here.ports());
  here.at = here.at.plus({ hours: 30 });
  for (const key of names) {
    const files = { [`flags/${key}.yaml`]: planText({ standing: "full", key, results: "40" }) };
    here.repository.commit(files, { on: `promote/${key}`, from: "main", at: here.at.toISO()!, by: "jwexler" });
    await here.forge.open({ branch: `promote/${key}`, title: key, body: "", requestedBy: "jwexler" });
  }
  return here;
}

/** One pass with a provider that answers so; what it was asked, and how often it was opened. */
async function pass(here: Awaited<ReturnType<typeof six>>, answer: (asked: number, query: string) => Answered) {
  let [asked, opened] = [0, 0];
  const ask: Provider["ask"] = async ({ query }) => {
    asked += 1;
    return answer(asked, query);
  };
  const openProviders = () => {
    opened += 1;
    return new Map([["numbers", { name: "numbers", resolve: ({ query }: { query: string }) => query, ask }]]);
  };
  const gated = await gatePass({ ...here.ports(), openProviders });
  const said = gated.flatMap((one) => (one.kind === "judged" ? one.check.judged : []));
  const found = said.map(({ verdict }) => verdict.findings.find(({ gate }) => gate === "criteria")!);
  return { asked, opened, found };
}

it("GATE-TROUBLE-1  a provider that is silent costs a pass its patience a few times, not once for each pull request", async () => {
  const here = await six();
  const { asked, opened, found } = await pass(here, () => silent);
  expect(found.map(({ outcome }) => outcome)).toEqual(names.map(() => "error"));
  expect({ asked, opened }).toEqual({ asked: 3 * 2 + 3, opened: 1 });
});

it("GATE-TROUBLE-2  one that answers again is asked by everybody again", async () => {
  const here = await six();
  const { asked, found } = await pass(here, (n, query) => (n <= 6 ? silent : number(query === "bad" ? 1 : 500)));
  expect(found.map(({ outcome }) => outcome).slice(0, 3)).toEqual(["error", "error", "error"]);
  expect(asked).toBe(6 + 1 + 4);
  expect(found.slice(-2).map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
});
