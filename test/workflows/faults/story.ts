import fc from "fast-check";
import type { Deployment } from "../../../scripts/flag/deployment.ts";
import { type Exposure, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { Reading } from "../../../scripts/flag/running.ts";
import type { Forge } from "../../../scripts/forge/forge.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import { readDeployments, recordsOf } from "../../../scripts/workflows/deployments.ts";
import { type SyncPass, syncPass } from "../../../scripts/workflows/sync-pass.ts";
import { planText, type Town, town } from "../town.ts";

export const keys = ["a", "b"] as const;
export type Key = (typeof keys)[number];

/** What somebody does in the store itself, with no plan. */
export type Hand = "raises" | "lowers" | "removes";

/** One adapter, the thing it writes to, and what can go wrong between them. */
export interface Place<Fault> {
  readonly store: Store;
  /** The same store while something is wrong; `over` puts all right again. */
  faulty(fault: Fault): { readonly store: Store; readonly over: () => void };
  hand(key: Key, does: Hand): Promise<void>;
  /** Everything about the flags that are not ours, to the byte. */
  theirs(): Promise<unknown>;
}

export const ladder = ["planned", "testers", "canary", "half", "full", "retired"] as const;
const [ada, sam] = ["id-of-ADA", "id-of-SAM"];
const shows: Readonly<Record<(typeof ladder)[number], Exposure>> = {
  planned: nobody,
  testers: exposure([ada], 0),
  canary: exposure([ada], 10),
  half: exposure([ada, sam], 50),
  full: exposure([ada, sam], 100),
  retired: nobody,
};

/** How the commit of a record, or of a revert, ends: not made, made and not told of, or the run is killed there. */
const forgeFaults = ["none", "refused", "moved", "lost before", "lost after", "killed", "not opened"] as const;
export type ForgeFault = (typeof forgeFaults)[number];

/** One turn: what main comes to say of each plan, whose hand was in the store, and what goes wrong with the sync. */
export interface Turn<Fault> {
  readonly rungs: readonly number[];
  readonly held: readonly boolean[];
  /** A plan whose file nobody can read. */
  readonly broken: number;
  readonly hand: { readonly key: Key; readonly does: Hand } | null;
  readonly fault: Fault | null;
  readonly forge: ForgeFault;
}

const each = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one);
const now = (times: number) => fc.integer({ min: 0, max: times }).map((n) => n === 0);

const hands = fc.record({
  key: fc.constantFrom(...keys),
  does: fc.constantFrom<Hand>("raises", "lowers", "removes"),
});

const turn = <Fault>(faults: fc.Arbitrary<Fault>) =>
  fc.record<Turn<Fault>>({
    rungs: each(fc.constantFrom(0, 1, 2, 2, 3, 3, 4, 5)),
    held: each(now(6)),
    broken: fc.constantFrom(-1, -1, -1, -1, 0, 1),
    hand: fc.option(hands, { freq: 3 }),
    fault: fc.option(faults, { freq: 2 }),
    forge: fc.oneof({ weight: 5, arbitrary: fc.constant("none" as const) }, fc.constantFrom(...forgeFaults)),
  });

/** Flags that somebody sees, and then whatever comes. */
export const turns = <Fault>(faults: fc.Arbitrary<Fault>): fc.Arbitrary<readonly Turn<Fault>[]> =>
  fc
    .tuple(each(fc.constantFrom(1, 2, 3)), fc.array(turn(faults), { minLength: 1, maxLength: 4 }))
    .map(([rungs, rest]) => [
      { rungs, held: [false, false], broken: -1, hand: null, fault: null, forge: "none" },
      ...rest,
    ]);

/** What main says of one flag after a turn; null where its file cannot be read. */
export interface Says {
  readonly standing: string;
  readonly exposure: Exposure;
  readonly held: boolean;
}

export interface Scene {
  readonly town: Town;
  /** Commits what main says. A plan that was retired stays so. */
  main(turn: Turn<unknown>): readonly (Says | null)[];
  sync(store: Store, fault: ForgeFault): Promise<SyncPass>;
  records(): Promise<readonly Deployment[]>;
  /** Commits made by syncs so far, on whatever branch. */
  commits(): number;
}

export async function scene(): Promise<Scene> {
  const here = await town();
  const retired = new Set<Key>();
  const standingOf = (key: Key, rung: number) => {
    const standing = retired.has(key) ? "retired" : ladder[rung]!;
    if (standing === "retired") retired.add(key);
    return standing;
  };
  return {
    town: here,
    main({ rungs, held, broken }) {
      here.at = here.at.plus({ hours: 1 });
      const says = keys.map((key, index) => {
        const standing = standingOf(key, rungs[index]!);
        return { standing, exposure: shows[standing], held: held[index]!, broken: broken === index };
      });
      const texts = says.map((one, index) => (one.broken ? "title: [" : plan(keys[index]!, one.standing, one.held)));
      const files = Object.fromEntries(keys.map((key, index) => [`flags/${key}.yaml`, texts[index]!]));
      here.repository.commit(files, { at: here.at.toISO()!, by: "jwexler" });
      return says.map(({ broken: unread, ...one }) => (unread ? null : one));
    },
    sync: (store, fault) =>
      syncPass({ ...here.ports(misbehaving(here.forge, here.happened, fault)), openStore: () => store }),
    async records() {
      const found = await readDeployments(recordsOf(here.ports()));
      if (found.kind === "unreadable") throw new Error(found.why);
      return found.deployments;
    },
    commits: () => here.happened.length,
  };
}

function plan(key: Key, standing: string, held: boolean): string {
  const reverts = held ? "[{ from: full, at: 2025-03-10T13:00:00Z, because: bad, evidence: ~, resolved: ~ }]" : "[]";
  const half = "  - { name: half, exposure: { actors: [{ name: Sam Okafor, id: { secret: SAM } }], percent: 50 } }\n";
  return planText({ key, standing, reverts }).replace("  - { name: full", `${half}  - { name: full`);
}

/** The forge, whose commits end otherwise than they should. */
function misbehaving(forge: Forge, happened: string[], fault: ForgeFault): Partial<Forge> {
  const commit: Forge["commit"] = (request) => {
    happened.push(`commit ${request.branch}`);
    return forge.commit(request);
  };
  const gone = async () => Promise.reject(new Error("ECONNRESET"));
  switch (fault) {
    case "none":
      return { commit };
    case "refused":
      return { commit: async () => ({ kind: "refused", why: "the branch is protected" }) };
    case "moved":
      return { commit: async () => ({ kind: "moved", why: "somebody was faster" }) };
    case "lost before":
      return { commit: gone };
    case "lost after":
      return { commit: (request) => commit(request).then(gone) };
    case "killed":
      return { commit: gone, open: gone, raiseIssue: gone, closeIssue: gone };
    case "not opened":
      return { commit, open: gone };
  }
}

export const exposureIn = (reading: Reading | undefined): Exposure =>
  reading?.kind === "running" ? reading.running.exposure : nobody;
