import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DateTime } from "luxon";
import { expect } from "vitest";
import { cohortNamed } from "../../scripts/cohort/cohorts.ts";
import { explain } from "../../scripts/cohort/explain.ts";
import { nobody } from "../../scripts/flag/exposure.ts";
import { ladder } from "../../scripts/flag/ladder.ts";
import { wantedAt } from "../../scripts/flag/wanted.ts";
import { localForge } from "../../scripts/forge/local.ts";
import { setStanding } from "../../scripts/load/edit.ts";
import { loadPlan } from "../../scripts/load/plan.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { explainPlan } from "../../scripts/workflows/explain.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { testRepository } from "../support/repository.ts";

/** Who has the flag on, by the evaluation that applications use. */
export interface Seen {
  readonly on: readonly string[];
  readonly keyless: boolean;
}

export const people = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);
const ids: Readonly<Record<string, string>> = {
  UAT_ADA_REYES: "User;3001",
  UAT_SAM_OKAFOR: "User;3002",
  UAT_LEE_NOVAK: "User;3003",
};
const file = "flags/form1095b.yaml";
const text = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
const settings = "environments: { production: { stores: [{ kind: memory }] } }\n";

/**
 * The repository's own plan through a store from planned to retired: at each standing a commit on main and a sync; then
 * `ask` says who has the flag on, and of ten thousand people each must be where `explain` put them. Nobody may be lost
 * on the way up, a second sync must find nothing to do, and at the end the flag must be gone from the store.
 */
export async function release(store: Store, ask: (key: string) => Promise<Seen>): Promise<void> {
  const repository = testRepository();
  let at = DateTime.fromISO("2025-03-10T14:00:00Z", { zone: "utc" });
  repository.commit({ ".github/flaghoist.yaml": settings }, { at: at.toISO()! });
  const identity = { name: "Flaghoist", email: "flaghoist@example.org" };
  const forge = await localForge({ root: repository.root, baseBranch: "main", now: () => at, identity });
  const secrets = (name: string) => ids[name];
  const none = { openProviders: () => new Map(), openNotifiers: () => [], progress: () => {} };
  const ports = (): Ports => ({ forge, openStore: () => store, secrets, now: at, ...none });

  const loaded = loadPlan({ file, text }, { environment: "production" });
  if (!loaded.ok) throw new Error("the repository's own plan does not load");
  const plan = loaded.loaded.value;
  const { key } = plan.flags[0]!;
  let before: readonly string[] = [];
  for (const standing of ladder(plan)) {
    at = at.plus({ days: 1 });
    repository.commit({ [file]: setStanding(text, standing) }, { at: at.toISO()! });
    expect(await syncPass(ports()), standing).toMatchObject({ outcome: "done", unrecorded: null });
    if (standing === "retired") break;

    const found = wantedAt(plan, standing, "production", { secrets, held: null });
    const exposure = (found.ok ? found.wanted[0]!.exposure : null) ?? nobody;
    const reading = (await store.read([key])).get(key)!;
    const hash = cohortNamed((reading.kind === "running" && reading.running.cohort) || store.capabilities.cohort);
    const { on, keyless } = await ask(key);
    expect(on, standing).toEqual(people.filter((id) => explain(key, exposure, id, hash).on));
    expect(keyless, standing).toBe(exposure.percent === 100);
    const still = new Set(on);
    expect(
      before.filter((id) => !still.has(id)),
      standing,
    ).toEqual([]);
    before = on;

    const actor = people[standing.length * 31]!;
    const explained = await explainPlan(ports(), plan.name, actor);
    expect(explained!.flags.map(({ main, running }) => [main.on, running.on])).toEqual([
      [on.includes(actor), on.includes(actor)],
    ]);
    const again = await syncPass(ports());
    expect(again.stores[0]!.steps, standing).toMatchObject([{ kind: "in-step" }]);
  }
  expect((await store.read([key])).get(key)).toEqual({ kind: "absent" });
  expect(await store.keys()).not.toContain(key);
}
