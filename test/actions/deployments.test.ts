import { expect, it } from "vitest";
import { writtenBy } from "../../scripts/actions/deployments.ts";
import type { WriteResult } from "../../scripts/flag/running.ts";
import type { Synced } from "../../scripts/workflows/sync.ts";

const synced = (environment: string, ...statuses: readonly WriteResult["status"][]): Synced => ({
  ...{ environment, wanted: [], readings: new Map(), steps: [], unresolved: [], changes: new Map() },
  store: { name: "s" } as Synced["store"],
  results: statuses.map((status, index) => ({ key: `flag-${index}`, status, detail: "" })) as readonly WriteResult[],
});

it.each<[string, readonly Synced[], unknown]>([
  ["nothing was written: nothing is recorded", [synced("production"), synced("staging", "unchanged")], []],
  [
    "what was written is named",
    [synced("staging"), synced("production", "applied", "unchanged", "applied")],
    [{ environment: "production", description: "flag-0, flag-2", succeeded: true }],
  ],
  [
    "one write that failed makes it a failure, in whichever store of the environment",
    [synced("production", "applied"), synced("production", "conflict")],
    [{ environment: "production", description: "1 of 2 writes failed: flag-0", succeeded: false }],
  ],
])("DEPLOYMENTS-1  %s", (_, stores, expected) => {
  expect(writtenBy({ stores })).toEqual(expected);
});
