import type { CheckRun, Status } from "../state/checks.ts";
import { iso } from "../state/clock.ts";
import { openPulls, type Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { apiOf, pageOf } from "./repositories.ts";
import { renderApp, renderUser } from "./users.ts";

export function renderCheck(world: World, repository: Repository, run: CheckRun): unknown {
  const { id, suite, app, head, name, status, conclusion, externalId, detailsUrl, output, annotations } = run;
  const url = `${apiOf(repository)}/check-runs/${id}`;
  return world.contract.build("check-run", {
    ...{ id, node_id: `CR_${id}`, name, head_sha: head, status, conclusion, external_id: externalId, url },
    html_url: `${pageOf(repository)}/runs/${id}`,
    details_url: detailsUrl,
    started_at: iso(run.startedAt),
    completed_at: run.completedAt ? iso(run.completedAt) : null,
    output: { ...output, annotations_count: annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: suite },
    app: renderApp(world, app),
    pull_requests: openPulls(repository)
      .filter((pull) => pull.headOid === head && pull.head.repository === repository)
      .map((pull) => {
        const repo = { id: repository.id, url: apiOf(repository), name: repository.name };
        const end = (ref: string, sha: string) => ({ ref, sha, repo });
        return {
          ...{ id: pull.id, number: pull.number, url: `${apiOf(repository)}/pulls/${pull.number}` },
          head: end(pull.head.ref, pull.headOid),
          base: end(pull.base, pull.baseOid),
        };
      }),
  });
}

export function renderStatus(world: World, repository: Repository, status: Status): unknown {
  const { id, context, state, description, targetUrl, by, at } = status;
  return world.contract.build("status", {
    ...{ id, node_id: `SC_${id}`, context, state, description, target_url: targetUrl },
    url: `${apiOf(repository)}/statuses/${status.sha}`,
    avatar_url: null,
    creator: renderUser(world, by),
    created_at: iso(at),
    updated_at: iso(at),
  });
}
