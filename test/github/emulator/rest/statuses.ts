import { resolve } from "../../git/repository.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderStatus } from "../render/checks.ts";
import { renderRepository } from "../render/repositories.ts";
import type { Status } from "../state/checks.ts";
import { type Call, created, type Handler, ok, page, repositoryOf } from "./call.ts";

export const createStatus: Handler = (call) => {
  const repository = repositoryOf(call);
  const body = call.body as { state: Status["state"]; context?: string; description?: string; target_url?: string };
  const sha = resolve(repository.git, call.params.sha!);
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${call.params.sha}`);
  const status: Status = {
    ...{ id: call.world.id(), sha, state: body.state, context: body.context ?? "default" },
    ...{ description: body.description ?? null, targetUrl: body.target_url ?? null },
    ...{ by: call.by.login, app: call.by.token.app, at: call.world.clock.now() },
  };
  repository.statuses.push(status);
  return created(renderStatus(call.world, repository, status));
};

const statusesOf = (call: Call) => {
  const repository = repositoryOf(call);
  const sha = resolve(repository.git, call.params.ref!);
  if (sha === null) throw notFound();
  return { repository, sha, statuses: repository.statuses.filter((status) => status.sha === sha).toReversed() };
};

export const listStatuses: Handler = (call) => {
  const { repository, statuses } = statusesOf(call);
  return page(call, statuses, (status) => renderStatus(call.world, repository, status));
};

/** The latest of each context, and what they come to. */
export const combinedStatus: Handler = (call) => {
  const { repository, sha, statuses } = statusesOf(call);
  const latest = [...new Map(statuses.toReversed().map((status) => [status.context, status])).values()];
  const bad = latest.some(({ state }) => state === "error" || state === "failure");
  const all = latest.length > 0 && latest.every(({ state }) => state === "success");
  const rendered = latest.map((status) => ({
    ...(renderStatus(call.world, repository, status) as object),
    required: null,
  }));
  return ok(
    call.world.contract.build("combined-commit-status", {
      ...{ state: bad ? "failure" : all ? "success" : "pending", sha, total_count: latest.length, statuses: rendered },
      repository: renderRepository(call.world, repository, "minimal-repository"),
    }),
  );
};
