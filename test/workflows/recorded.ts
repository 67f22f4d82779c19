import type { Store } from "../../scripts/stores/store.ts";
import { readDeployments, recordsOf } from "../../scripts/workflows/deployments.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { status } from "../../scripts/workflows/status.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { planText, type Town, town } from "./town.ts";

/** What is recorded of deployments. */
export const records = async (here: Town) => {
  const found = await readDeployments(recordsOf(here.ports()));
  if (found.kind === "unreadable") throw new Error(found.why);
  return found.deployments;
};

/** What the soak gate says of the next promotion. */
export const soakOf = async (here: Town, ports = here.ports()) => {
  const [one] = (await status(ports, "download")).plans;
  return one!.next!.findings.filter(({ gate }) => gate === "soak");
};

export const withStore = (ports: Ports, store: Store): Ports => ({ ...ports, openStore: () => store });

/** The plan stood in canary for two hours before it was first synced. */
export async function canary(over: Parameters<typeof town>[0] = {}) {
  const here = await town(over);
  here.plan(planText({ standing: "canary" }));
  here.at = here.at.plus({ hours: 2 });
  await syncPass(here.ports());
  return here;
}
