import { DateTime } from "luxon";
import { resolve } from "../../git/repository.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import type { Annotation, CheckRun } from "../state/checks.ts";
import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import type { Doer } from "./emit.ts";
import { suiteOf } from "./suites.ts";

export interface CheckFields {
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
}

const longest = 65_535;

/** Opens a check run. Only Apps may; it belongs to the App that made it. */
export function createCheck(
  world: World,
  repository: Repository,
  head: string,
  fields: CheckFields,
  by: Doer,
): CheckRun {
  const app = by.token?.app;
  if (!app) throw new Refusal(403, "You must authenticate via a GitHub App.");
  if (resolve(repository.git, head) === null) throw new Refusal(422, `No commit found for SHA: ${head}`);
  const run: CheckRun = {
    ...{ id: world.id(), suite: suiteOf(world, repository, app, head).id, app, head, annotations: [] },
    ...{ name: "", status: "queued", conclusion: null, externalId: null, detailsUrl: null },
    ...{ startedAt: world.clock.now(), completedAt: null, output: { title: null, summary: null, text: null } },
  };
  write(world, run, fields);
  repository.checkRuns.set(run.id, run);
  return run;
}

/** Changes a check run; annotations add up. Only the App that made it may. */
export function updateCheck(
  world: World,
  { checkRuns }: Repository,
  id: number,
  fields: CheckFields,
  by: Doer,
): CheckRun {
  const run = checkRuns.get(id);
  if (!run) throw notFound();
  if (run.app !== by.token?.app)
    throw new Refusal(
      403,
      `Invalid app_id \`${by.token?.app}\` - check run can only be modified by the GitHub App that created it.`,
    );
  write(world, run, fields);
  return run;
}

function write(world: World, run: CheckRun, fields: CheckFields): void {
  const { output, conclusion } = fields;
  for (const part of ["summary", "text"] as const) {
    const length = Buffer.byteLength(output?.[part] ?? "");
    if (length > longest)
      throw new Refusal(422, `Invalid request.\n\noutput.${part} exceeds a maximum bytesize of ${longest}`);
  }
  if (fields.name !== undefined) run.name = fields.name;
  if (fields.external_id !== undefined) run.externalId = fields.external_id;
  if (fields.details_url !== undefined) run.detailsUrl = fields.details_url;
  if (fields.started_at !== undefined) run.startedAt = DateTime.fromISO(fields.started_at, { zone: "utc" });
  if (output) run.output = { ...run.output, ...without(output) };
  run.annotations.push(...(output?.annotations ?? []));
  run.status = conclusion === undefined ? (fields.status ?? run.status) : "completed";
  if (run.status !== "completed") Object.assign(run, { conclusion: null, completedAt: null });
  if (conclusion === undefined) return;
  run.conclusion = conclusion;
  run.completedAt = fields.completed_at ? DateTime.fromISO(fields.completed_at, { zone: "utc" }) : world.clock.now();
}

const without = ({ annotations: _, ...output }: NonNullable<CheckFields["output"]>) => output;
