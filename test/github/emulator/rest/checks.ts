import { resolve } from "../../git/repository.ts";
import { type CheckFields, createCheck, updateCheck } from "../acts/check.ts";
import { notFound } from "../http/refusal.ts";
import { renderCheck } from "../render/checks.ts";
import { type Call, counted, created, type Handler, ok, page, repositoryOf } from "./call.ts";

export const postCheck: Handler = (call) => {
  const repository = repositoryOf(call);
  const { head_sha, ...fields } = call.body as CheckFields & { readonly head_sha: string };
  return created(renderCheck(call.world, repository, createCheck(call.world, repository, head_sha, fields, call.by)));
};

export const patchCheck: Handler = (call) => {
  const repository = repositoryOf(call);
  const id = Number(call.params.check_run_id);
  return ok(
    renderCheck(call.world, repository, updateCheck(call.world, repository, id, call.body as CheckFields, call.by)),
  );
};

const checkOf = (call: Call) => {
  const repository = repositoryOf(call);
  const run = repository.checkRuns.get(Number(call.params.check_run_id));
  if (!run) throw notFound();
  return { repository, run };
};

export const getCheck: Handler = (call) => {
  const { repository, run } = checkOf(call);
  return ok(renderCheck(call.world, repository, run));
};

export const listAnnotations: Handler = (call) =>
  page(call, checkOf(call).run.annotations, (annotation) => ({
    ...{ start_column: null, end_column: null, title: null, raw_details: null, blob_href: "https://github.test/" },
    ...annotation,
  }));

/** Checks of a commit; of each name and App only the last, unless all are asked for. */
export const listChecks: Handler = (call) => {
  const repository = repositoryOf(call);
  const sha = resolve(repository.git, call.params.ref!);
  if (sha === null) throw notFound();
  const { check_name, status, app_id, filter = "latest" } = call.query;
  const all = [...repository.checkRuns.values()]
    .filter(({ head }) => head === sha)
    .filter(({ name }) => check_name === undefined || name === check_name)
    .filter((run) => status === undefined || run.status === status)
    .filter(({ app }) => app_id === undefined || call.world.apps.get(app)?.id === Number(app_id));
  const shown = filter === "all" ? all : [...new Map(all.map((run) => [`${run.app} ${run.name}`, run])).values()];
  return counted(call, "check_runs", shown.toReversed(), (run) => renderCheck(call.world, repository, run));
};
