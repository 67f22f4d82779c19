import { expect } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { approve, planText, type Town, town } from "./town.ts";

export const testers = planText({ standing: "testers" });
export const canary = planText({ standing: "canary" });
export const sync = async (here: Town) => syncPass(await here.ports());
export const actors = (here: Town) => {
  const reading = here.flags.get("download");
  return reading?.kind === "running" ? reading.running.exposure.actors.length : 0;
};
export const incidents = (here: Town) => here.hands.issues().filter(({ labels }) => labels.has("flaghoist-incident"));

/** A repository that was synced, an owner and somebody who may only write. */
export async function ready(): Promise<Town> {
  const here = await town();
  here.hands.role("owner", "admin");
  here.hands.role("writer", "write");
  await sync(here);
  return here;
}

/** What the page of an issue lets a person do. */
export async function write(here: Town, number: number, by: string, edit: object): Promise<void> {
  const response = await fetch(`${here.github.url}/repos/example-org/benefits/issues/${number}`, {
    method: "PATCH",
    headers: { authorization: `token ${here.github.tokens.user(by)}`, "content-type": "application/json" },
    body: JSON.stringify(edit),
  });
  expect(response.status).toBe(200);
}

/** Through the gate, from one standing to the next. */
export async function promote(here: Town, branch: string, text: string): Promise<void> {
  approve(here, here.propose(branch, text), "rlindqvist");
  const [gated] = await gatePass(await here.ports());
  expect(gated).toMatchObject({ merge: { kind: "merged" } });
}

export const close = (here: Town, number: number, by: string, state_reason: "completed" | "not_planned") =>
  write(here, number, by, { state: "closed", state_reason });
