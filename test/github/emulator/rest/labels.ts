import { label } from "../acts/discuss.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderLabels } from "../render/threads.ts";
import { created, type Handler, ok, page, repositoryOf } from "./call.ts";
import { namesOf, threadOf } from "./issues.ts";

type Named = readonly (string | { readonly name: string })[];

const asked = (body: unknown): readonly string[] => {
  const labels = Array.isArray(body) ? (body as Named) : ((body as { labels?: Named } | undefined)?.labels ?? []);
  return namesOf(labels);
};

export const addLabels: Handler = (call) => {
  const repository = repositoryOf(call);
  const thread = threadOf(call);
  label(call.world, repository, thread, asked(call.body), call.by);
  return ok(renderLabels(repository, thread.labels));
};

export const setLabels: Handler = (call) => {
  threadOf(call).labels.clear();
  return addLabels(call);
};

export const removeLabel: Handler = (call) => {
  const thread = threadOf(call);
  if (!thread.labels.delete(call.params.name!)) throw new Refusal(404, "Label does not exist");
  return ok(renderLabels(repositoryOf(call), thread.labels));
};

export const listLabels: Handler = (call) => {
  const repository = repositoryOf(call);
  return page(call, [...repository.labels.keys()], (name) => renderLabels(repository, [name])[0]);
};

export const getLabel: Handler = (call) => {
  const repository = repositoryOf(call);
  if (!repository.labels.has(call.params.name!)) throw notFound();
  return ok(renderLabels(repository, [call.params.name!])[0]);
};

export const createLabel: Handler = (call) => {
  const repository = repositoryOf(call);
  const {
    name,
    color = "ededed",
    description = null,
  } = call.body as { name: string; color?: string; description?: string };
  if (repository.labels.has(name)) {
    throw new Refusal(422, "Validation Failed", {
      errors: [{ resource: "Label", code: "already_exists", field: "name" }],
    });
  }
  repository.labels.set(name, { id: call.world.id(), color, description });
  return created(renderLabels(repository, [name])[0]);
};
