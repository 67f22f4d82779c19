import type { JobScope, RunScope } from "./scope.ts";

const branchName = (ref: string) => ref.replace(/^refs\/(heads|tags)\//, "").replace(/^refs\//, "");

interface Ends {
  readonly head?: { readonly ref: string };
  readonly base?: { readonly ref: string };
}

/** The `github` context. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context */
export function githubContext(
  { options, event, id, name, path }: RunScope,
  job: string,
  token: string,
  workspace: string,
) {
  const { repository, payload, actor, ref, sha } = event;
  const { head, base } = (payload.pull_request ?? {}) as Ends;
  const api_url = options.github.url;
  return {
    ...{ event_name: event.name, event: payload, repository: repository.fullName, repository_owner: repository.owner },
    ...{ sha, ref, ref_name: branchName(ref), ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch" },
    ...{ head_ref: head?.ref ?? "", base_ref: base?.ref ?? "", actor, triggering_actor: actor, token, job, workspace },
    ...{ workflow: name, workflow_ref: `${repository.fullName}/${path}@${ref}`, workflow_sha: sha },
    ...{ run_id: String(id), run_number: "1", run_attempt: "1", repository_id: String(repository.id) },
    ...{ api_url, graphql_url: `${api_url}/graphql`, server_url: "https://github.test" },
  };
}

/** What GitHub sets for every step, and nothing of the machine that runs the test but where programs are. */
export function stepEnvironment({ run, contexts, token, path, workspace }: JobScope): Readonly<Record<string, string>> {
  const github = contexts.github as Readonly<Record<string, unknown>>;
  const names = Object.keys(github).filter((name) => name !== "event" && name !== "token");
  const own = Object.fromEntries(names.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name])]));
  const oidc =
    token.permissions?.id_token === "write"
      ? {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${run.options.github.url}/oidc?api-version=2`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: token.value,
        }
      : {};
  return {
    ...own,
    ...oidc,
    PATH: [...path, process.env.PATH ?? ""].join(":"),
    HOME: run.folder,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_PATH: `${run.folder}/event.json`,
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "bench",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_TEMP: run.folder,
    RUNNER_TOOL_CACHE: run.folder,
    ...run.options.environment,
  };
}
