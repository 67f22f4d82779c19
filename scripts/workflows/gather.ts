import type { DateTime } from "luxon";
import { deploymentOf } from "../flag/deployment.ts";
import { environmentsOf, stageNamed } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { PullRequest } from "../flag/review.ts";
import type { Wanted } from "../flag/running.ts";
import { wantedAt } from "../flag/wanted.ts";
import { type Begun, begun } from "../gates/begun.ts";
import { metricsAsked } from "../gates/criteria/ask.ts";
import { stayOf } from "../gates/criteria/stay.ts";
import type { Evidence, StoreEvidence, Subject } from "../gates/gate.ts";
import { type Holds, heldBecause } from "./held.ts";
import { measure } from "./measure.ts";
import type { Ports } from "./ports.ts";
import { remeasure } from "./remeasure.ts";
import type { OpenStore, Shared } from "./shared.ts";

/** The only step that asks the world. Its answer is plain data: what could not be learnt is in it as such. */
export async function gather(
  ports: Ports,
  subject: Subject,
  pullRequest: PullRequest | null,
  shared: Shared,
): Promise<Evidence> {
  const { base, head, move } = subject;
  const evidence: Evidence = {
    now: ports.now,
    since: base === null ? null : shared.since(base.file),
    measurements: [],
    stores: [],
    pullRequest,
    entitled: shared.entitled,
    holds: holdsOf(shared.holds, move.plan),
    references: null,
  };
  if (base === null || (move.kind !== "promote" && move.kind !== "retire")) return evidence;
  const to = move.kind === "promote" ? move.to : "retired";
  const standing = { ...evidence, ...standingOf(ports, base, shared, to) };
  return {
    ...standing,
    pullRequest: sinceStage(pullRequest, move.from, evidence.since),
    measurements: await measurementsOf(ports, base, shared, head, standing.since),
    remeasured: await remeasure(subject, standing, shared),
    references: move.kind === "retire" ? await referencesOf(ports, base, shared) : null,
  };
}

/** What every store runs of a plan, and since when it is what its standing says; `to` is the standing asked for. */
export function standingOf(
  ports: Ports,
  plan: ReleasePlan,
  shared: Shared,
  to: string,
): Begun & Pick<Evidence, "stores"> {
  const stores = shared.stores.flatMap((open) => storeEvidence(ports, plan, open, shared, to));
  const { since, unverified } = begun(plan, shared.since(plan.file), stores);
  if (shared.deployments.kind === "known") return { stores, since, unverified };
  return { stores, since, unverified: [...unverified, `what was deployed cannot be told: ${shared.deployments.why}`] };
}

/** Who approved before the stage that is left had begun saw another step proposed. */
function sinceStage(pullRequest: PullRequest | null, from: string, since: DateTime | null): PullRequest | null {
  if (pullRequest === null || since === null) return pullRequest;
  const began = { at: since, what: `${from} began` };
  return { ...pullRequest, approvalsAfter: [...(pullRequest.approvalsAfter ?? []), began] };
}

/** Measures the stage a plan stands in. What people wrote down is read from head: it is the statement under review. */
export async function measurementsOf(
  ports: Ports,
  plan: ReleasePlan,
  { settings, providers }: Pick<Shared, "settings" | "providers">,
  head: ReleasePlan | null,
  since: DateTime | null,
): Promise<readonly Measurement[]> {
  const stage = stageNamed(plan, plan.standing);
  const stay = stayOf(plan, settings, { since, now: ports.now });
  if (stage === null || stay === null || since === null) return [];
  const answered = (head === null ? null : stageNamed(head, stage.name)) ?? stage;
  return measure(metricsAsked(plan), answered, stay, providers);
}

function holdsOf(holds: Holds, plan: string): Evidence["holds"] {
  if ("why" in holds) return holds;
  return holds.filter(({ key }) => key === plan).map(({ title, url }) => `${title} (${url})`);
}

/** Each flag of the plan in one store: what runs, what main wants now, what it would want next. */
function storeEvidence(
  { secrets }: Ports,
  plan: ReleasePlan,
  { environment, store, readings }: OpenStore,
  { holds, deployments }: Shared,
  to: string,
): readonly StoreEvidence[] {
  if (!environmentsOf(plan).includes(environment.name)) return [];
  const context = { secrets, held: heldBecause(plan, holds) };
  const now = wantedAt(plan, plan.standing, environment.name, context);
  // Who is new in the next stage needs no id yet: nothing is written, and what tells people apart is enough.
  const known = (name: string) => secrets(name) ?? `secret ${name}`;
  const next = wantedAt(plan, to, environment.name, { ...context, secrets: known });
  const shape = { store: store.name, environment: environment.name, cohort: store.capabilities.cohort };
  if (!now.ok || !next.ok) {
    const missing = now.ok ? [] : now.missing;
    const why = `cannot say who should see it: set ${missing.join(", ")} in the environment`;
    return plan.flags.map((flag) => {
      const unknown: Wanted = { ...flag, plan: plan.name, standing: plan.standing, exposure: null, held: context.held };
      const reading = { kind: "unreadable", why } as const;
      return { ...shape, reading, wanted: unknown, next: unknown, holdsNext: { ok: true } };
    });
  }
  return now.wanted.map((wanted, index) => {
    const after = next.wanted[index]!;
    const reading = readings.get(wanted.key) ?? { kind: "unreadable", why: `${store.name} gave no answer` };
    const holdsNext = after.exposure === null ? ({ ok: true } as const) : store.holds(after.exposure);
    const at = { environment: environment.name, store: store.name, key: wanted.key };
    const deployed = deployments.kind === "known" ? deploymentOf(deployments.deployments, at) : null;
    return { ...shape, reading, wanted, next: after, holdsNext, deployed };
  });
}

/** Where the code still names a flag of the plan, outside the plans, the settings and the stores' own files. */
function referencesOf(ports: Ports, plan: ReleasePlan, { base, settings }: Shared): Promise<readonly string[]> {
  const stores = settings.environments.flatMap(({ stores }) => stores);
  const files = stores.flatMap((store) => ("publish" in store && "file" in store.publish ? [store.publish.file] : []));
  const keys = plan.flags.map(({ key }) => key);
  return ports.forge.repository.grep(base, keys, ["flags/", ".github/", ...files]);
}
