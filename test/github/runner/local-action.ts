import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { commitAt } from "../git/repository.ts";
import { entryAt, filesBelow } from "../git/trees.ts";
import type { ActionDocument } from "./document.ts";
import { fill } from "./expression.ts";
import { commandFiles } from "./files.ts";
import { type Ended, run } from "./process.ts";
import type { JobScope, StepScope } from "./scope.ts";
import { stoppable } from "./step.ts";

/** An action of the repository: from the workspace (`./`), or from the commit the workflow is of (`$/`). */
export async function runLocal(scope: StepScope): Promise<Ended> {
  const { job, step } = scope;
  const [where, below] = [step.uses!.slice(0, 2), step.uses!.slice(2)];
  const folder = join(where === "$/" ? ownCommit(job, below) : job.workspace, below);
  const action = readAction(folder, step.uses!);
  const { using, main, pre, post } = action.runs;
  if (!/^node(20|24)$/.test(using) || main === undefined || pre !== undefined) {
    throw new Error(`${step.uses}: only JavaScript actions without pre are emulated, not ${using}`);
  }
  const environment = { ...scope.environment, ...inputs(action, scope), GITHUB_ACTION_PATH: folder };
  const node = job.run.options.nodes?.[using] ?? process.execPath;
  const start = (file: string, more: Readonly<Record<string, string>>) =>
    run({
      ...{ command: node, args: [join(folder, file)], folder: job.workspace, signal: stoppable(job) },
      environment: { ...environment, ...more },
    });
  const files = commandFiles(job.run.folder, `${job.id}-${scope.id}-state`.replace(/\W+/g, "-"));
  const ended = await start(main, { GITHUB_STATE: files.environment.GITHUB_STATE! });
  if (post !== undefined) {
    const state = Object.entries(files.read().state).map(([name, value]) => [`STATE_${name}`, value] as const);
    const condition = action.runs["post-if"] ?? "always()";
    job.posts.push({ name: `Post ${step.uses}`, condition, run: () => start(post, Object.fromEntries(state)) });
  }
  return ended;
}

function readAction(folder: string, uses: string): ActionDocument {
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find((place) => existsSync(place));
  if (file === undefined) {
    throw new Error(
      `Can't find 'action.yml' under '${folder}'. Did you forget to run actions/checkout before ${uses}?`,
    );
  }
  return parse(readFileSync(file, "utf8")) as ActionDocument;
}

/** Inputs as environment variables. One the action does not know, or one that is missing, is a mistake. */
function inputs(action: ActionDocument, { job, step }: StepScope): Readonly<Record<string, string>> {
  const given = step.with ?? {};
  const known = action.inputs ?? {};
  const strange = Object.keys(given).filter((name) => !(name in known));
  if (strange.length > 0) throw new Error(`${step.uses}: unexpected input ${strange.join(", ")}`);
  return Object.fromEntries(
    Object.entries(known).map(([name, input]) => {
      const value = given[name] ?? input?.default;
      if (value === undefined && input?.required) throw new Error(`${step.uses}: missing input ${name}`);
      return [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, fill(value ?? "", job.contexts, job.standing)];
    }),
  );
}

/**
 * The repository at the commit of the workflow, as far as the action's top folder, unpacked once: what a job wrote into
 * its workspace is not there.
 */
function ownCommit({ run: { event } }: JobScope, path: string): string {
  const { git } = event.repository;
  const top = path.split("/")[0]!;
  const entry = entryAt(git.objects, commitAt(git, event.sha).tree, top);
  const place = join(git.folder, "unpacked", entry?.oid ?? "nothing");
  if (!entry || existsSync(place)) return place;
  for (const [name, { oid }] of filesBelow(git.objects, entry.oid, `${top}/`)) {
    mkdirSync(join(place, name, ".."), { recursive: true });
    writeFileSync(join(place, name), git.objects.read(oid)!.body);
  }
  return place;
}
