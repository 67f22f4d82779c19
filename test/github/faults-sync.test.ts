import fc from "fast-check";
import { expect, it } from "vitest";
import { openStore } from "../../scripts/stores/open.ts";
import { branchFile } from "../../scripts/workflows/branch-file.ts";
import { gatePass } from "../../scripts/workflows/gate.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { temporaryFolder } from "../support/repository.ts";
import { planText as text } from "../workflows/town.ts";
import { type Failure, fault } from "./emulator/http/faults.ts";
import { rewinder } from "./rewind.ts";
import { approve, settings as plain, settingsFile, type Town, town } from "./town.ts";

const runtime = "flaghoist-runtime";
const document = "runtime/production.flagd.json";
const settings = plain.replace("{ kind: memory, name: production }", `{ kind: flagd, file: ${document} }`);
const plan = (name: string, standing: string) => ({ [`flags/${name}.yaml`]: text({ standing, key: name }) });

const folder = temporaryFolder();

/** The store is a file on a branch of the repository, as a workflow keeps it; objects are fetched once for all passes. */
async function ports(here: Town): Promise<Ports> {
  const all = await here.ports({}, { folder });
  const { forge, now, secrets } = all;
  const open = (file: string) => branchFile(forge, runtime, file, now);
  return { ...all, openStore: (store) => openStore(store, { root: "", secrets, document: open }) };
}

const sync = async (here: Town) => syncPass(await ports(here)).catch(() => null);

/** Whether a person named in the first stage sees the flag. */
function sees(here: Town, key: string): boolean {
  const flags = JSON.parse(here.hands.read(runtime, document) ?? '{"flags":{}}').flags as Record<string, unknown>;
  const flag = JSON.stringify(flags[key] ?? null);
  return flag.includes('"ENABLED"') && flag.includes("id-of-ADA");
}

/**
 * Three plans: one was raised through the gate, one by a push to main, and one stands in its first stage, where somebody
 * took it down by hand.
 */
async function street(): Promise<Town> {
  const here = await town();
  const { hands } = here;
  const names = ["gated", "pushed", "down"];
  const planned = Object.assign({ "flags/download.yaml": null }, ...names.map((name) => plan(name, "planned")));
  hands.push("main", { [settingsFile]: settings, ...planned }, { by: "owner" });
  await sync(here);
  const promote = async (name: string) => {
    hands.push(`promote/${name}`, plan(name, "testers"), { by: "jwexler", from: "main" });
    approve(here, hands.open({ head: `promote/${name}`, title: name, by: "jwexler" }), "rlindqvist");
    expect(await gatePass(await ports(here))).toMatchObject([{ merge: { kind: "merged" } }]);
  };
  await promote("down");
  expect(await sync(here)).toMatchObject({ outcome: "done" });
  const { flags, ...rest } = JSON.parse(hands.read(runtime, document)!);
  const off = { ...rest, flags: { ...flags, down: { ...flags.down, state: "DISABLED" } } };
  hands.push(runtime, { [document]: JSON.stringify(off, null, 2) }, { by: "tmarsh" });
  await promote("gated");
  hands.push("main", plan("pushed", "testers"), { by: "tmarsh" });
  return here;
}

/** What must hold whatever went wrong before: what came through the gate is shown, and everything else is told once. */
async function settled(here: Town, rests = true): Promise<void> {
  here.github.faults.clear();
  await sync(here);
  const { hands } = here;
  expect(["gated", "pushed", "down"].map((name) => sees(here, name))).toEqual([true, false, false]);
  const told = [...hands.state.threads.values()].filter(({ author }) => author === "flaghoist[bot]");
  expect(told.map(({ kind, state, title }) => `${kind} ${state}: ${title}`).sort()).toEqual([
    expect.stringMatching(/^issue open: pushed: commit \w+ did not come through the gate$/),
    "pull open: Download: revert testers -> planned",
  ]);
  expect(here.github.violations).toEqual([]);
  if (rests) await idle(here);
}

/** A pass that finds nothing new writes nothing. */
async function idle(here: Town): Promise<void> {
  const { hands } = here;
  const written = hands.tip(runtime);
  here.forget();
  expect(await sync(here)).toMatchObject({ outcome: "drift" });
  expect(hands.tip(runtime)).toBe(written);
  expect(here.asked().filter((operation) => /^(issues|pulls)\/(create|update)|graphql Commit/.test(operation))).toEqual(
    [],
  );
}

/** A pass in which things go wrong: it may do little, but never what was not admitted. */
async function troubled(here: Town): Promise<void> {
  await sync(here);
  expect(sees(here, "pushed")).toBe(false);
  expect(sees(here, "down")).toBe(false);
}

it("SYNC-FAULT-1  a crash after any single request of a sync: the next finishes it, and tells nobody twice", async () => {
  const here = await street();
  const back = rewinder(here);
  here.forget();
  await sync(here);
  const requests = here.asked().length;
  expect(requests).toBeGreaterThan(8);
  for (let after = 0; after < requests; after += 1) {
    back();
    here.github.faults.add(fault.crashAfter(after));
    await troubled(here);
    await settled(here, after === requests - 1);
  }
}, 120_000);

const failures: readonly Failure[] = [
  { kind: "answer", status: 500, message: "Server Error" },
  { kind: "answer", status: 401, message: "Bad credentials" },
  { kind: "answer", status: 404, message: "Not Found" },
  { kind: "answer", status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "0" } },
  { kind: "answer", status: 429, message: "Too fast", headers: { "retry-after": "0" } },
  { kind: "lie", status: 502, message: "Bad Gateway" },
  { kind: "drop", done: false },
  { kind: "drop", done: true },
];

it("SYNC-FAULT-2  any schedule of refusals, broken connections and answers that lie: the same", async () => {
  const here = await street();
  const back = rewinder(here);
  const schedule = fc.array(
    fc.record({ after: fc.nat(14), times: fc.integer({ min: 1, max: 5 }), does: fc.constantFrom(...failures) }),
    { minLength: 1, maxLength: 4 },
  );
  const property = fc.asyncProperty(schedule, async (faults) => {
    back();
    here.github.faults.add(...faults);
    await troubled(here);
    await settled(here);
  });
  await fc.assert(property, { numRuns: 6 });
}, 120_000);

it("SYNC-FAULT-3  what was written and answered 502 or not at all is not written again", async () => {
  const here = await street();
  const back = rewinder(here);
  for (const operation of ["issues/create", "graphql Commit", "git/create-ref", "pulls/create"]) {
    back();
    here.github.faults.add({
      ...(operation === "issues/create" ? fault.drops(operation, true) : fault.lies(operation)),
      times: 2,
    });
    await troubled(here);
    await settled(here);
  }
}, 120_000);

it("SYNC-FAULT-4  how a commit came to main is not known while nobody answers, and nothing is raised on that", async () => {
  const here = await street();
  const back = rewinder(here);
  for (const operation of ["graphql Provenance", "repos/get-commit", "graphql Accepted"]) {
    for (const does of failures.slice(0, 3)) {
      back();
      here.github.faults.add({ operation, times: 99, does });
      await troubled(here);
      expect(sees(here, "gated")).toBe(operation !== "graphql Provenance");
    }
  }
  await settled(here);
}, 120_000);
