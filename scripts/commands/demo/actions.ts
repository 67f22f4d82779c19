import { join } from "node:path";
import { DateTime } from "luxon";
import { exposure } from "../../flag/exposure.ts";
import { exposureAt } from "../../flag/ladder.ts";
import { resolveExposure } from "../../flag/wanted.ts";
import type { Outcome } from "../../gates/gate.ts";
import { loadPlan } from "../../load/plan.ts";
import { type Gated, gatePass } from "../../workflows/gate.ts";
import { monitorPass, type Watched } from "../../workflows/monitor.ts";
import { type SyncPass, syncPass } from "../../workflows/sync-pass.ts";
import { Failure } from "../command.ts";
import { assertAudience, people, whoSees } from "./audience.ts";
import type { Teller } from "./teller.ts";
import { flagKey, planFile, storeFile, type Town, zone } from "./town.ts";

/** The share of downloads that fails on a good day. */
const usual = 0.003;

/** What the people of the demo do, each told and checked. */
export interface Actions {
  /** Moves the clock; people use what they see until then. */
  readonly until: (local: string, errorRate?: number) => Promise<void>;
  /** Opens a pull request that edits the plan on the base branch, or pushes to the one open on this branch. */
  readonly propose: (branch: string, title: string, by: string, edit: (text: string) => string) => Promise<number>;
  readonly approve: (number: number, ...people: readonly string[]) => Promise<void>;
  /** One pass of the gate: shows the comment, and fails the demo where the verdict is not the expected one. */
  readonly judge: (number: number, expected: Outcome) => Promise<void>;
  /** One pass of the monitor. */
  readonly watch: () => Promise<{ readonly kind: Watched["kind"]; readonly says: string }>;
  /** Makes the store match main and asks the SDK who sees the flag. */
  readonly publish: (audience: "rising" | "falling") => Promise<void>;
  /** Commits other files to main, as a merge of code would. */
  readonly commit: (path: string, text: string, message: string) => Promise<void>;
  readonly planText: () => Promise<string>;
}

export function actionsIn(town: Town, tell: Teller): Actions {
  let seeing: ReadonlySet<string> = new Set();
  const { forge } = town;

  const travel = (to: DateTime, errorRate: number) =>
    town.travel(to, { percent: (100 * seeing.size) / people.length, errorRate });
  const head = async () => (await forge.repository.commit("main"))!.id;
  const planText = async () => {
    const [file] = await forge.repository.tree(await head(), planFile);
    const blob = (await forge.repository.read([file!.oid])).get(file!.oid);
    if (blob?.kind !== "text") throw new Failure("the demo's plan is gone");
    return blob.text;
  };
  const judgedAs = (number: number, gated: readonly Gated[], expected: Outcome) => {
    const one = gated.find(({ pullRequest }) => pullRequest.number === number);
    const outcome = one?.kind === "judged" ? one.check.outcome : "error";
    if (outcome !== expected) {
      throw new Failure(`pull request ${number} was judged ${outcome}, the story expects ${expected}`);
    }
    const merged = one?.kind === "judged" && one.merge.kind === "merged";
    if (merged !== (expected === "pass"))
      throw new Failure(`pull request ${number}: ${JSON.stringify(one?.kind === "judged" ? one.merge : one)}`);
    if (merged) tell.says(`Merged by the gate. main says so now.`);
  };

  return {
    planText,
    until: (local, errorRate = usual) => travel(DateTime.fromISO(local, { zone }), errorRate),
    propose: async (branch, title, by, edit) => {
      const base = await head();
      const before = await forge.repository.commit(branch);
      const files = [{ path: planFile, text: edit(await planText()) }];
      const commit = { branch, expected: before?.id ?? null, from: base, files, message: title, at: town.now() };
      const done = await forge.commit(commit);
      if (done.kind !== "committed") throw new Failure(`${branch}: ${done.why}`);
      return forge.open({ branch, title, body: title, requestedBy: by });
    },
    approve: async (number, ...people) => {
      await travel(town.now().plus({ minutes: 5 }), usual);
      for (const by of people) await forge.review(number, { by, opinion: "approved", at: town.now() });
    },
    judge: async (number, expected) => {
      const gated = await gatePass(town.ports());
      const report = await forge.reported(number);
      tell.comment(number, report?.comment ?? "(no comment)");
      judgedAs(number, gated, expected);
    },
    watch: async () => {
      const [watched] = await monitorPass(town.ports());
      if (watched === undefined) throw new Failure("the monitor saw no plan");
      return { kind: watched.kind, says: watchedText(watched) };
    },
    publish: async (audience) => {
      const pass: SyncPass = await syncPass(town.ports());
      if (pass.outcome === "failed")
        throw new Failure(`sync: ${JSON.stringify(pass.stores.flatMap(({ results }) => results))}`);
      const before = seeing;
      seeing = await whoSees(join(town.root, storeFile), flagKey);
      assertAudience(await planned(town, await planText()), before, seeing, audience);
      tell.audience(before.size, seeing.size, people.length);
    },
    commit: async (path, text, message) => {
      const files = [{ path, text }];
      const commit = { branch: "main", expected: await head(), from: await head(), files, message, at: town.now() };
      const done = await forge.commit(commit);
      if (done.kind !== "committed") throw new Failure(`${path}: ${done.why}`);
    },
  };
}

async function planned(town: Town, text: string) {
  const loaded = loadPlan({ file: planFile, text }, { environment: "production" });
  if (!loaded.ok) throw new Failure(`the demo's plan does not load: ${loaded.diagnostics[0]?.message}`);
  const { value } = loaded.loaded;
  const resolved = resolveExposure(exposureAt(value, value.standing, "production"), town.secrets);
  if (!resolved.ok) throw new Failure(`${resolved.missing.join(", ")} not set`);
  return resolved.exposure ?? exposure([], 0);
}

/** One look of the monitor in one sentence: the numbers it saw, and what it did. */
function watchedText(watched: Watched): string {
  switch (watched.kind) {
    case "failed":
      return watched.why;
    case "reverted":
      return `${watched.reverted.reason.because}. The store was taken down, then the plan: ${watched.reverted.from} -> ${watched.reverted.to}.`;
    case "proposed":
    case "watching": {
      const errors = watched.verdict.findings.find(({ about }) => about === "download-errors");
      return `${errors?.because ?? "nothing to measure yet"}.`;
    }
  }
}
