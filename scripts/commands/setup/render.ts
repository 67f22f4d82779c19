import { holdLabel } from "../../workflows/held.ts";
import { incidentLabel } from "../../workflows/incidents.ts";
import { reminderLabel } from "../../workflows/remind.ts";
import { forApp, type RulesetFile, withoutApp } from "../../workflows/upkeep/ruleset-file.ts";
import { upkeepLabel } from "../../workflows/upkeep.ts";
import type { EnvironmentName } from "./names.ts";
import { environmentNames, keyName } from "./names.ts";

export interface SetUp {
  readonly repository: { readonly owner: string; readonly name: string };
  /** The branch whose plans are the truth. */
  readonly branch: string;
  /** Null: without an App of its own. */
  readonly app: { readonly id: number; readonly clientId: string; readonly keyFile: string } | null;
  readonly method: "merge" | "squash" | "rebase";
  readonly secrets: Readonly<Record<EnvironmentName, readonly string[]>>;
  readonly rulesets: readonly RulesetFile[];
}

/** What the App must be granted, by GitHub's names. https://docs.github.com/en/rest/apps/apps#get-an-app */
export const appPermissions = {
  checks: "write",
  contents: "write",
  deployments: "write",
  issues: "write",
  members: "read",
  pull_requests: "write",
} as const;

/** The address of GitHub's form for a new App of an organization, filled in. */
export function newAppAddress(owner: string): string {
  const url = `https://github.com/organizations/${owner}/settings/apps/new`;
  // No App has a longer name: https://docs.github.com/en/apps/creating-github-apps/registering-a-github-app/registering-a-github-app
  const given = {
    name: `flaghoist-${owner}`.slice(0, 34),
    url: "https://github.com",
    public: "false",
    webhook_active: "false",
  };
  return `${url}?${new URLSearchParams({ ...given, ...appPermissions })}`;
}

/** A script of every call that sets a repository up. It may be run again: what cannot be made twice is looked for first. */
export function setUpScript(setUp: SetUp): string {
  const { repository, app } = setUp;
  return [
    "#!/bin/sh",
    "# Sets up flaghoist. Read it, then run it as an administrator of the repository, with `gh` logged in.",
    "set -eu",
    `REPO=${quoted(`${repository.owner}/${repository.name}`)}`,
    "",
    ...section("Merging: one method, and never by itself", merging(setUp)),
    ...section("Workflows may read, unless a job says more", workflows(setUp)),
    ...(app === null ? [] : section("Which App it is", appVariables(app))),
    ...environmentNames.flatMap((name) =>
      section(`Secrets of ${name}, for ${setUp.branch} alone`, environment(setUp, name)),
    ),
    ...section("Labels of issues that people read, and may open themselves", labels),
    ...section(
      "Rules of branches",
      setUp.rulesets.flatMap((file) => ruleset(setUp, file)),
    ),
    "# Then: flaghoist doctor",
    "",
  ].join("\n");
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`# ${title}`, ...lines, ""]);

function merging({ method }: SetUp): readonly string[] {
  const allowed = { squash: "squash_merge", merge: "merge_commit", rebase: "rebase_merge" } as const;
  const flags = Object.entries(allowed).map(([name, key]) => `-F allow_${key}=${name === method}`);
  return [
    `gh api --method PATCH "repos/$REPO" ${flags.join(" ")} \\`,
    "  -F allow_auto_merge=false -F delete_branch_on_merge=true",
  ];
}

/** Without an App it is the job's own token that opens pull requests; the same switch lets it approve, which never counts. */
function workflows({ app }: SetUp): readonly string[] {
  const mayOpen = app === null;
  return [
    'gh api --method PUT "repos/$REPO/actions/permissions/workflow" \\',
    `  -f default_workflow_permissions=read -F can_approve_pull_request_reviews=${mayOpen}`,
  ];
}

const appVariables = ({ id, clientId }: NonNullable<SetUp["app"]>) => [
  `gh variable set FLAGHOIST_APP_ID --repo "$REPO" --body ${id}`,
  `gh variable set FLAGHOIST_CLIENT_ID --repo "$REPO" --body ${quoted(clientId)}`,
];

const labels = Object.entries({
  [holdLabel]: "While it is open nothing raises the plan's flags",
  [incidentLabel]: "A commit on main did not come through the gate",
  [reminderLabel]: "Somebody is asked for something about a plan",
  [upkeepLabel]: "A workflow stopped, or a rule is not as its file says",
}).map(([name, means]) => `gh label create ${name} --repo "$REPO" --force --description ${quoted(means)}`);

function environment({ app, branch, secrets }: SetUp, name: EnvironmentName): readonly string[] {
  const key = app === null ? [] : [`gh secret set ${keyName} --repo "$REPO" --env ${name} <${quoted(app.keyFile)}`];
  const policies = `gh api "repos/$REPO/environments/${name}/deployment-branch-policies"`;
  return [
    `gh api --method PUT "repos/$REPO/environments/${name}" --input - <<'JSON'`,
    '{ "deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true } }',
    "JSON",
    `${policies} --jq '.branch_policies[].name' | grep -qxF -e ${quoted(branch)} ||`,
    `  ${policies} --method POST -f name=${quoted(branch)} -f type=branch`,
    ...key,
    ...secrets[name].map((secret) => `gh secret set ${secret} --repo "$REPO" --env ${name} # asks for the value`),
  ];
}

function ruleset({ app }: SetUp, file: RulesetFile): readonly string[] {
  const value = app === null ? withoutApp(file) : forApp(file, app.id);
  if (value === null) return [];
  const find = `gh api "repos/$REPO/rulesets?per_page=100&includes_parents=false" --jq ${quoted(`.[] | select(.name == ${JSON.stringify(file.name)}) | .id`)}`;
  return [
    `ID=$(${find})`,
    'gh api --method "$([ -n "$ID" ] && echo PUT || echo POST)" "repos/$REPO/rulesets${ID:+/$ID}" --input - <<\'JSON\'',
    JSON.stringify(value, null, 2),
    "JSON",
  ];
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./@:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
