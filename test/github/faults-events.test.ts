import fc from "fast-check";
import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import type { Failure } from "./emulator/http/faults.ts";
import { approve, file, planText, settings, settingsFile, type Town, town } from "./town.ts";

const testers = planText({ standing: "testers" });
const freeze = `${settings}freezes: [{ from: 2025-03-01, until: 2025-04-01, reason: Spring }]\n`;
const app = "flaghoist[bot]";

const open = ({ hands }: Town) =>
  [...hands.state.threads.values()].flatMap((thread) =>
    thread.kind === "pull" && thread.state === "open" ? [thread] : [],
  );
const last = (here: Town) => open(here).at(-1)?.number;

/** What people do, in any order: each does nothing where it cannot be done. */
const acts: Readonly<Record<string, (here: Town) => void>> = {
  propose: (here) => void here.propose(`promote/${here.hands.state.threads.size}`, testers),
  approves: (here) => last(here) !== undefined && approve(here, last(here)!, "rlindqvist"),
  objects: (here) =>
    last(here) !== undefined &&
    here.hands.review(last(here)!, { by: "tmarsh", state: "CHANGES_REQUESTED", body: "Not like this" }),
  pushesMore: ({ hands, github }) => {
    const pull = open({ hands } as Town).at(-1);
    if (pull === undefined) return;
    github.clock.advance({ minutes: 1 });
    hands.push(pull.head.ref, { [file]: `${testers}# ${github.clock.now().toMillis()}\n` }, { by: "jwexler" });
  },
  dismisses: (here) => {
    const given = open(here)
      .at(-1)
      ?.reviews.find(({ state }) => state === "APPROVED");
    if (given !== undefined) here.hands.dismiss(last(here)!, given.id, { by: "tmarsh" });
  },
  reopens: (here) => {
    const number = last(here);
    if (number === undefined) return;
    for (const state of ["closed", "open"] as const) here.hands.edit(number, { state }, { by: "jwexler" });
  },
  pointsElsewhere: (here) =>
    last(here) !== undefined && here.hands.edit(last(here)!, { base: "quiet" }, { by: "jwexler" }),
  pointsBack: (here) => {
    here.github.clock.advance({ minutes: 1 });
    if (last(here) !== undefined) here.hands.edit(last(here)!, { base: "main" }, { by: "jwexler" });
  },
  mergesByHand: (here) => last(here) !== undefined && here.hands.merge(last(here)!, { by: "owner", method: "squash" }),
  freezes: ({ hands }) => void hands.push("main", { [settingsFile]: freeze }, { by: "owner" }),
  thaws: ({ hands }) => void hands.push("main", { [settingsFile]: settings }, { by: "owner" }),
  pushesToMain: ({ hands }) => void hands.push("main", { [file]: testers }, { by: "tmarsh" }),
  putsBack: ({ hands }) => void hands.push("main", { [file]: planText({}) }, { by: "tmarsh" }),
  waits: ({ github }) => void github.clock.advance({ minutes: 15 }),
};

const failures: readonly Failure[] = [
  { kind: "answer", status: 500, message: "Server Error" },
  { kind: "lie", status: 502, message: "Bad Gateway" },
  { kind: "drop", done: false },
  { kind: "drop", done: true },
];

/** A pass that an event or the clock started, whoever knows which; some of its requests go wrong. */
const pass = fc.record({
  kind: fc.constantFrom("gate" as const, "sync" as const, "both" as const),
  faults: fc.array(
    fc.record({ after: fc.nat(12), times: fc.integer({ min: 1, max: 5 }), does: fc.constantFrom(...failures) }),
    { maxLength: 1 },
  ),
});
const step = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.keys(acts)) }, { weight: 2, arbitrary: pass });

const gate = async (here: Town) => gatePass(await here.ports()).catch(() => []);
const sync = async (here: Town) => syncPass(await here.ports()).catch(() => null);

const shown = ({ flags }: Town) => {
  const reading = flags.get("download");
  return reading?.kind === "running" && reading.running.exposure.actors.length > 0;
};

/**
 * What we merged had its approval, given to this head since it goes to main, and no objection; what is shown came to
 * main by a merge at Go.
 */
function holds(here: Town): void {
  const merged = [...here.hands.state.threads.values()].flatMap((thread) =>
    thread.kind === "pull" && thread.merged && thread.base === "main" ? [thread] : [],
  );
  for (const { reviews, headOid, history, merged: by } of merged.filter(({ merged }) => merged?.by === app)) {
    const before = reviews.filter(({ submittedAt }) => submittedAt! <= by!.at);
    const pointed = history.findLast(({ kind }) => kind === "base-changed")?.at;
    const counts = before.filter(({ by, state, commit, submittedAt }) => {
      const approved = by === "rlindqvist" && state === "APPROVED" && commit === headOid;
      return approved && (pointed === undefined || submittedAt! > pointed);
    });
    expect(counts).not.toEqual([]);
    expect(before.filter(({ state }) => state === "CHANGES_REQUESTED")).toEqual([]);
  }
  const atGo = merged.filter(
    ({ headOid }) => here.hands.checks(headOid).findLast(({ app: of }) => of === "flaghoist")?.conclusion === "success",
  );
  if (shown(here)) expect(atGo).not.toEqual([]);
  for (const { number } of open(here)) expect(here.hands.comments(number).length).toBeLessThanOrEqual(2);
}

it("EVENT-1  events lost, doubled, late, in any order, and requests that fail: nothing wrong is merged or shown, and it comes to rest", async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
    const here = await town();
    here.hands.push("quiet", { "docs/quiet.md": "1\n" }, { by: "owner" });
    for (const one of ["propose", "approves", ...steps]) {
      if (typeof one === "string") {
        try {
          acts[one]!(here);
        } catch (error) {
          expect(String(error)).toMatch(/already exists|No commits between|Can not|not mergeable/);
        }
        continue;
      }
      here.github.faults.add(...one.faults);
      if (one.kind !== "sync") await gate(here);
      if (one.kind !== "gate") await sync(here);
      here.github.faults.clear();
      holds(here);
    }
    for (const _ of [1, 2]) {
      await gate(here);
      await sync(here);
    }
    holds(here);
    for (const { number } of open(here)) expect(here.hands.comments(number).length).toBeLessThanOrEqual(1);
    const refs = here.hands.state.git.refs.list("refs/heads/");
    const threads = here.hands.state.threads.size;
    here.forget();
    await gate(here);
    await sync(here);
    expect(here.hands.state.git.refs.list("refs/heads/")).toEqual(refs);
    expect(here.hands.state.threads.size).toBe(threads);
    expect(here.asked().filter((operation) => /create|update|merge|Commit\b/.test(operation))).toEqual([]);
    expect(here.github.violations).toEqual([]);
    await here.github.close();
  });
  await fc.assert(property, { numRuns: 8 });
}, 240_000);
