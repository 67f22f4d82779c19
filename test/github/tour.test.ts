import { createSign } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { at, type Desk, desk, flag, outcome } from "./desk.ts";
import { operations } from "./openapi/operations.ts";

/** One request for each operation, in an order in which each can be done. */
const tour: readonly (readonly [status: string, route: string, fields?: object])[] = [
  ["200", "GET /repos/{owner}/{repo}"],
  ["200", "GET /repos/{owner}/{repo}/branches/main"],
  ["200", "GET /repos/{owner}/{repo}/commits"],
  ["200", "GET /repos/{owner}/{repo}/commits/main"],
  ["200", "GET /repos/{owner}/{repo}/compare/main...promote/a"],
  ["200", "GET /repos/{owner}/{repo}/contents/flags/a.yaml"],
  ["200", "GET /repos/{owner}/{repo}/contents/flags"],
  [
    "201",
    "PUT /repos/{owner}/{repo}/contents/notes.md",
    { message: "Notes", content: "bm90ZXMK", branch: "promote/a" },
  ],
  ["200", "GET /repos/{owner}/{repo}/activity", { ref: "promote/a", per_page: 1 }],
  ["201", "POST /repos/{owner}/{repo}/git/blobs", { content: "text" }],
  ["200", "GET /repos/{owner}/{repo}/git/blobs/{blob}"],
  [
    "201",
    "POST /repos/{owner}/{repo}/git/trees",
    { base_tree: "{main}", tree: [{ path: "x/y", mode: "100644", type: "blob", content: "y" }] },
  ],
  ["200", "GET /repos/{owner}/{repo}/git/trees/main", { recursive: "1" }],
  ["201", "POST /repos/{owner}/{repo}/git/commits", { message: "m", tree: "{tree}", parents: ["{main}"] }],
  ["200", "GET /repos/{owner}/{repo}/git/commits/{main}"],
  ["201", "POST /repos/{owner}/{repo}/git/refs", { ref: "refs/heads/new", sha: "{main}" }],
  ["200", "GET /repos/{owner}/{repo}/git/ref/heads/new"],
  ["200", "GET /repos/{owner}/{repo}/git/matching-refs/heads/pro"],
  ["200", "PATCH /repos/{owner}/{repo}/git/refs/heads/new", { sha: "{commit}" }],
  ["204", "DELETE /repos/{owner}/{repo}/git/refs/heads/new"],
  ["200", "GET /repos/{owner}/{repo}/pulls", { head: "example-org:promote/a" }],
  ["200", "GET /repos/{owner}/{repo}/pulls/{pull}"],
  ["200", "PATCH /repos/{owner}/{repo}/pulls/{pull}", { title: "Another title" }],
  ["200", "GET /repos/{owner}/{repo}/pulls/{pull}/files"],
  ["200", "GET /repos/{owner}/{repo}/pulls/{pull}/commits"],
  ["201", "POST /repos/{owner}/{repo}/pulls/{pull}/requested_reviewers", { reviewers: ["tmarsh"] }],
  ["200", "POST /repos/{owner}/{repo}/pulls/{pull}/reviews", { event: "APPROVE" }],
  ["200", "GET /repos/{owner}/{repo}/pulls/{pull}/reviews"],
  ["200", "PUT /repos/{owner}/{repo}/pulls/{pull}/reviews/{review}/dismissals", { message: "Looked again" }],
  ["201", "POST /repos/{owner}/{repo}/check-runs", { name: "flag-gate", head_sha: "{head}", status: "in_progress" }],
  ["200", "GET /repos/{owner}/{repo}/check-runs/{check}"],
  [
    "200",
    "PATCH /repos/{owner}/{repo}/check-runs/{check}",
    {
      conclusion: "success",
      output: {
        title: "Go",
        summary: "All pass",
        annotations: [{ path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" }],
      },
    },
  ],
  ["200", "GET /repos/{owner}/{repo}/check-runs/{check}/annotations"],
  ["200", "GET /repos/{owner}/{repo}/commits/promote%2Fa/check-runs"],
  ["201", "POST /repos/{owner}/{repo}/statuses/{head}", { state: "success", context: "ci" }],
  ["200", "GET /repos/{owner}/{repo}/commits/{head}/statuses"],
  ["200", "GET /repos/{owner}/{repo}/commits/{head}/status"],
  ["200", "GET /repos/{owner}/{repo}/commits/{head}/pulls"],
  ["201", "POST /repos/{owner}/{repo}/issues", { title: "Held", body: "4 %", labels: ["hold"] }],
  ["200", "GET /repos/{owner}/{repo}/issues", { labels: "hold" }],
  ["200", "GET /repos/{owner}/{repo}/issues/{pull}"],
  ["201", "POST /repos/{owner}/{repo}/issues/{pull}/comments", { body: "text" }],
  ["200", "GET /repos/{owner}/{repo}/issues/{pull}/comments"],
  ["200", "PATCH /repos/{owner}/{repo}/issues/comments/{comment}", { body: "other" }],
  ["204", "DELETE /repos/{owner}/{repo}/issues/comments/{comment}"],
  ["201", "POST /repos/{owner}/{repo}/labels", { name: "go", color: "00ff00" }],
  ["200", "GET /repos/{owner}/{repo}/labels"],
  ["200", "GET /repos/{owner}/{repo}/labels/go"],
  ["200", "POST /repos/{owner}/{repo}/issues/{pull}/labels", { labels: ["go"] }],
  ["200", "PUT /repos/{owner}/{repo}/issues/{pull}/labels", { labels: ["go", "hold"] }],
  ["200", "DELETE /repos/{owner}/{repo}/issues/{pull}/labels/hold"],
  ["200", "PATCH /repos/{owner}/{repo}/issues/{issue}", { state: "closed", state_reason: "completed" }],
  ["200", "GET /orgs/example-org/teams/engineers"],
  ["200", "GET /orgs/example-org/teams/engineers/memberships/tmarsh"],
  ["200", "GET /orgs/example-org/teams/engineers/members"],
  ["200", "GET /repos/{owner}/{repo}/collaborators/tmarsh/permission"],
  ["201", "POST /repos/{owner}/{repo}/deployments", { ref: "main", auto_merge: false, required_contexts: [] }],
  ["201", "POST /repos/{owner}/{repo}/deployments/{deployment}/statuses", { state: "success" }],
  ["200", "GET /repos/{owner}/{repo}/deployments"],
  ["200", "GET /repos/{owner}/{repo}/deployments/{deployment}/statuses"],
  ["200", "GET /repos/{owner}/{repo}/environments"],
  ["200", "GET /repos/{owner}/{repo}/environments/production"],
  ["200", "GET /repos/{owner}/{repo}/environments/production/secrets"],
  ["200", "GET /repos/{owner}/{repo}/environments/production/deployment-branch-policies"],
  ["200", "GET /repos/{owner}/{repo}/actions/secrets"],
  ["200", "GET /repos/{owner}/{repo}/actions/variables"],
  ["200", "GET /orgs/example-org/installations"],
  ["200", "GET /repos/{owner}/{repo}/actions/permissions/workflow"],
  ["200", "GET /repos/{owner}/{repo}/rulesets"],
  ["200", "GET /repos/{owner}/{repo}/rulesets/{ruleset}"],
  ["200", "GET /repos/{owner}/{repo}/rules/branches/main"],
  ["200", "GET /repos/{owner}/{repo}/codeowners/errors"],
  ["200", "GET /repos/{owner}/{repo}/actions/workflows"],
  ["200", "GET /repos/{owner}/{repo}/actions/workflows/gate.yml"],
  ["204", "PUT /repos/{owner}/{repo}/actions/workflows/gate.yml/disable"],
  ["204", "PUT /repos/{owner}/{repo}/actions/workflows/gate.yml/enable"],
  ["204", "POST /repos/{owner}/{repo}/actions/workflows/gate.yml/dispatches", { ref: "main" }],
  ["204", "POST /repos/{owner}/{repo}/dispatches", { event_type: "look" }],
  ["200", "GET /repos/{owner}/{repo}/actions/runs"],
  ["200", "GET /repos/{owner}/{repo}/actions/workflows/gate.yml/runs"],
  ["200", "GET /repos/{owner}/{repo}/actions/runs/7"],
  ["200", "GET /rate_limit"],
  ["201", "POST /repos/{owner}/{repo}/pulls", { title: "Other", head: "other", base: "main" }],
  ["405", "PUT /repos/{owner}/{repo}/pulls/{pull}/merge", { merge_method: "squash" }],
  ["204", "DELETE /installation/token"],
];

it("BENCH-2  every operation answers as GitHub describes it", async () => {
  const world = await desk({ limits: { restPointsAMinute: 1e6 } });
  const { github, hands } = world;
  const gate = prepared(world);
  const { id: app } = github.world.apps.get("flaghoist")!;
  const names = namesOf(world);
  for (const [status, route, fields] of tour) {
    const asked = JSON.parse(
      filled(JSON.stringify({ ...(route.includes("{owner}") ? at : {}), ...fields }), names),
    ) as Parameters<Octokit["request"]>[1];
    const got = await outcome(
      gate.request(filled(route, names), asked).then((answer) => {
        remember(names, route, answer.data);
        return answer;
      }),
    );
    expect(`${route} ${got}`).toContain(`${route} ${status}`);
  }
  const jwt = world.client(signed(github.world.apps.get("flaghoist")!.privateKey, app));
  const { data } = await jwt.request("GET /repos/{owner}/{repo}/installation", at);
  await jwt.request("POST /app/installations/{installation_id}/access_tokens", { installation_id: data.id });

  const seen = new Set(github.log.map(({ operation }) => operation));
  expect(Object.keys(operations).filter((operation) => !seen.has(operation))).toEqual([]);
  expect(github.violations).toEqual([]);
  expect(hands.read("promote/a", flag)).toBe("standing: canary\n");
  await github.close();
});

function prepared({ github, hands, client }: Desk) {
  const settings = "administration environments secrets variables organization_administration";
  const all = `actions contents pull_requests checks issues statuses deployments ${settings}`;
  const permissions = Object.fromEntries(all.split(" ").map((name) => [name, "write"] as const));
  github.app("everything", { permissions: { ...permissions, members: "read" }, on: [at.owner] });
  hands.variable("FLAGHOIST_APP_ID", "7");
  hands.environment("production", { secrets: { KEY: "k" }, branches: ["main"] });
  hands.push("main", { ".github/workflows/gate.yml": "name: gate\non: push\n" }, { by: "tmarsh" });
  hands.push("other", { "other.md": "1\n" }, { by: "tmarsh" });
  const now = github.clock.now();
  const workflow = { id: 1, name: "gate", path: ".github/workflows/gate.yml" };
  const run = {
    id: 7,
    workflow,
    event: "push",
    actor: "tmarsh",
    head: hands.tip("main")!,
    branch: "main",
    createdAt: now,
  };
  hands.state.runs.set(7, { ...run, updatedAt: now, pulls: [1], status: "completed", conclusion: "success" });
  return client(github.tokens.app("everything"));
}

const namesOf = ({ hands, head, number }: Desk): Record<string, string> => ({
  main: hands.tip("main")!,
  head,
  pull: String(number),
  ruleset: String(hands.state.rulesets[0]!.id),
});

const filled = (text: string, names: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);

/** What later requests name: the id of what was made. */
function remember(names: Record<string, string>, route: string, data: unknown): void {
  const made = data as { id?: number; sha?: string; number?: number };
  const [, kind] = route.match(/\/(reviews|check-runs|comments|blobs|trees|commits|deployments|issues)$/) ?? [];
  const noun = {
    reviews: "review",
    "check-runs": "check",
    comments: "comment",
    blobs: "blob",
    trees: "tree",
    commits: "commit",
    deployments: "deployment",
    issues: "issue",
  };
  if (kind === undefined || !route.startsWith("POST")) return;
  names[noun[kind as keyof typeof noun]] = String(kind === "issues" ? made.number : (made.id ?? made.sha));
}

function signed(key: string, iss: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iss })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key).toString("base64url")}`;
}
