import { expect, it } from "vitest";
import type { Deployment } from "../../scripts/flag/deployment.ts";
import { exposure, nobody } from "../../scripts/flag/exposure.ts";
import { recorded } from "../../scripts/flag/recorded.ts";
import { begun } from "../../scripts/gates/begun.ts";
import type { StoreEvidence } from "../../scripts/gates/gate.ts";
import { soak } from "../../scripts/gates/soak.ts";
import { at, base, evidence, running, says, since, store, subject, wanted } from "../support/evidence.ts";
import { local, plan } from "../support/plans.ts";

const record = (parts: Partial<Deployment> = {}): Deployment => ({
  ...{ environment: "production", store: "memory m", key: "form1095b_download" },
  ...{ plan: "form1095b", standing: "canary", exposure: recorded(exposure([], 10)), cohort: "h1", commit: "c0ffee" },
  ...{ appliedAt: "2025-03-12T15:00:00Z", verifiedAt: "2025-03-12T16:00:00Z" },
  ...parts,
});
const where = "form1095b_download in memory m";
const beforeBy = (of: Partial<Deployment>) => ({ ...running(at(base, "canary")).applied!, ...of });
const reads = (parts: Parameters<typeof running>[1]): Pick<StoreEvidence, "reading"> => ({
  reading: { kind: "running", running: running(at(base, "canary"), parts) },
});

it.each<[string, readonly StoreEvidence[], string | null, readonly string[]]>([
  ["no stores: the commit", [], "2025-03-12T10:00", []],
  ["the write beside the flag, read back when it was made", [store()], "2025-03-12T10:00", []],
  ["a record that was verified later", [store({ deployed: record() })], "2025-03-12T12:00", []],
  [
    "of several stores the last",
    [store({ deployed: record() }), store({ store: "b", deployed: record({ verifiedAt: "2025-03-12T18:30:00Z" }) })],
    "2025-03-12T14:30",
    [],
  ],
  [
    "verified before the commit: the commit",
    [store({ deployed: record({ verifiedAt: "2025-03-01T00:00:00Z" }) })],
    "2025-03-12T10:00",
    [],
  ],
  [
    "a record of an earlier stage says nothing: the write beside the flag does",
    [store({ deployed: record({ standing: "uat" }) })],
    "2025-03-12T10:00",
    [],
  ],
  [
    "another environment's stores are not asked",
    [store({ environment: "staging", deployed: record({ verifiedAt: null }) })],
    "2025-03-12T10:00",
    [],
  ],
  [
    "written, and its evaluation disagrees",
    [store({ deployed: record({ verifiedAt: null }) })],
    "2025-03-12T10:00",
    [`${where} was written 2025-03-12T15:00:00Z, and its evaluation has not agreed yet`],
  ],
  [
    "not synced yet",
    [store(reads({ applied: beforeBy({ standing: "uat" }) }))],
    "2025-03-12T10:00",
    [`${where} has not been brought to canary yet`],
  ],
  [
    "somebody else's flag",
    [store(reads({ applied: null }))],
    "2025-03-12T10:00",
    [`${where} has not been brought to canary yet`],
  ],
  [
    "unreadable",
    [store({ reading: { kind: "unreadable", why: "503" } })],
    "2025-03-12T10:00",
    [`${where} was not seen to serve canary`],
  ],
  ["gone", [store({ reading: { kind: "absent" } })], "2025-03-12T10:00", [`${where} was not seen to serve canary`]],
  [
    "gone, and nobody should see it",
    [store({ reading: { kind: "absent" }, wanted: wanted("canary", nobody) })],
    "2025-03-12T10:00",
    [],
  ],
])("BEGUN-1  %s", (_, stores, from, unverified) => {
  const found = begun(base, since, stores);
  expect(found.since?.toMillis()).toBe(from === null ? undefined : local(from).toMillis());
  expect(found.unverified).toEqual(unverified);
});

it("BEGUN-2  a commit nobody found, and a plan that stands in no stage, have nothing to verify", () => {
  expect(begun(base, null, [store({ deployed: record({ verifiedAt: null }) })])).toEqual({
    since: null,
    unverified: [],
  });
  expect(begun(plan(), since, [store(reads({ applied: null }))])).toEqual({ since, unverified: [] });
});

it("BEGUN-3  while a store does not serve the stage its soak has not begun, however long ago the commit was", () => {
  const late = local("2025-05-01T10:00");
  expect(says(soak, subject(), evidence({ now: late, unverified: ["x serves something else"] }))).toEqual([
    "wait soak.not-verified  x serves something else",
  ]);
});
