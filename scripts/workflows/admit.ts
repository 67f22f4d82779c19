import type { ReleasePlan } from "../flag/plan.ts";
import type { Admission, Step as HistoryStep, Repository } from "../forge/forge.ts";
import { readStanding } from "../load/edit.ts";
import { loadPlan } from "../load/plan.ts";
import { changesBetween } from "./changes.ts";
import { movesIn } from "./check.ts";
import { closeIncidents, incidentLabel, openIncident } from "./incidents.ts";
import { judgedDigest } from "./judged.ts";
import { lateness } from "./late.ts";
import type { Ports } from "./ports.ts";

/** Why plans may not be raised: what put them where they stand on main did not come through the gate. */
export type Unadmitted = ReadonlyMap<string, string>;

/**
 * Asks of each plan that is about to be raised whether every commit that changed it since it left `planned` was
 * admitted. Going down is always easy: a plan that no store would raise is not asked about. Each commit that was not
 * admitted opens one incident issue; an owner who closes it as completed lets the plan in as it stood at that commit.
 */
export async function admitPlans(ports: Ports, plans: readonly ReleasePlan[], main: string): Promise<Unadmitted> {
  const { admitted } = ports.forge;
  const refused = new Map<string, string>();
  if (admitted === undefined) return refused;
  for (const plan of plans) {
    ports.progress(`Finding out how ${plan.name} came to stand at ${plan.standing}`);
    const why = await whyRefused(ports, admitted, plan, main).catch((error: unknown) =>
      error instanceof Error ? `how it came to stand there is not known: ${error.message}` : String(error),
    );
    if (why !== null) refused.set(plan.name, why);
  }
  return refused;
}

type Admitted = NonNullable<Ports["forge"]["admitted"]>;

async function whyRefused(ports: Ports, admitted: Admitted, plan: ReleasePlan, main: string): Promise<string | null> {
  const climb = await climbOf(ports, plan, main);
  for (let at = 0; at < climb.length; at += 1) {
    const step = climb[at]!;
    const { id } = step.commit;
    const admission = await admitted(id, incidentLabel);
    const before = admission.kind === "admitted" && admission.own === true ? putBackTo(plan, climb, at) : null;
    if (before !== null) {
      at = before - 1;
      continue;
    }
    const found = await whyNot(ports, step, admission);
    if (admission.kind === "admitted" && admission.letIn === true) return null;
    if (found === null) continue;
    const issue = await openIncident(ports, plan, step, found);
    return `commit ${id.slice(0, 10)} did not come through the gate (${found}); see ${issue}`;
  }
  await closeIncidents(ports, climb);
  return null;
}

/**
 * The earlier commit whose text of the plan our own commit put back, or null. What was between the two is undone, and
 * whether the text may stand there was asked when it came.
 */
function putBackTo({ file }: ReleasePlan, climb: readonly HistoryStep[], at: number): number | null {
  const text = (step: HistoryStep | undefined) => step?.changes.find(({ path }) => path === file)?.after?.oid;
  const back = text(climb[at]);
  const before = climb.findIndex((step, index) => index > at && text(step) === back);
  return back === undefined || before === -1 ? null : before;
}

/** Commits that changed the plan since it last gave nobody anything, newest first. */
async function climbOf({ forge }: Ports, { file }: ReleasePlan, main: string): Promise<readonly HistoryStep[]> {
  const steps = await forge.repository.history(main, file);
  const after = steps.map(({ changes }) => changes.find(({ path }) => path === file)?.after?.oid);
  const blobs = await forge.repository.read(after.filter((oid) => oid !== undefined));
  const end = after.findIndex((oid) => {
    const blob = oid === undefined ? undefined : blobs.get(oid);
    return oid === undefined || (blob?.kind === "text" && givesNothing(file, blob.text));
  });
  return end === -1 ? steps : steps.slice(0, end);
}

/** At `planned` everybody gets the value for off: that is nothing where it is false, as it is without the flag. */
function givesNothing(file: string, text: string): boolean {
  if (readStanding(text) !== "planned") return false;
  const loaded = loadPlan({ file, text }, { environment: "" });
  return loaded.ok && loaded.loaded.value.flags.every(({ variants }) => variants.off === false);
}

async function whyNot(ports: Ports, { commit }: HistoryStep, admission: Admission): Promise<string | null> {
  if (admission.kind === "refused") return admission.why;
  const { repository } = ports.forge;
  if (admission.own === true) {
    const [, parent] = await repository.history(commit.id, "", 2);
    const moves = parent === undefined ? [] : movesIn(await changesBetween(repository, parent.commit.id, commit.id));
    const down = moves.length > 0 && moves.every(({ kind }) => kind === "revert" || kind === "stay");
    return down ? null : "our App committed it to the base branch itself, and it is not a revert";
  }
  if (admission.letIn === true) return null;
  for (const { from, to } of admission.spans) {
    if ((await judgedDigest(repository, from, to)) === admission.judged) return tooLate(repository, from, to);
  }
  return `${admission.because}, but plans and settings are not those that were judged`;
}

/** A check stays green until the next pass: merged by hand after a window closed, it came too late all the same. */
async function tooLate(repository: Repository, from: string, to: string): Promise<string | null> {
  const made = await repository.commit(to);
  const changes = await changesBetween(repository, from, to);
  const subjects = movesIn(changes).map((move) => {
    const { base = null, head = null } = changes.changeSet.plans.find(({ name }) => name === move.plan) ?? {};
    return { move, base, head, settings: changes.settings };
  });
  const closed = made === null ? null : lateness(subjects, made.committedAt);
  return closed === null ? null : `it was merged too late: ${closed}`;
}
