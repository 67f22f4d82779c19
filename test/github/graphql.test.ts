import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, type Desk, desk, flag, minute } from "./desk.ts";

const snapshot = `query Snapshot($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    defaultBranchRef { name target { oid } }
    object(expression: "HEAD:flags/a.yaml") { ... on Blob { oid byteSize isBinary isTruncated text } }
    flags: object(expression: "HEAD:flags") { ... on Tree { entries { name type oid } } }
    pullRequests(first: 50, states: OPEN, baseRefName: "main") {
      pageInfo { hasNextPage endCursor }
      nodes {
        number title body isDraft headRefOid headRefName baseRefName baseRefOid createdAt isCrossRepository
        author { login __typename }
        headRepository { nameWithOwner isFork }
        labels(first: 10) { nodes { name } }
        files(first: 100) { totalCount pageInfo { hasNextPage } nodes { path changeType } }
        comments(last: 10) { nodes { fullDatabaseId body viewerDidAuthor author { login } } }
        reviews(first: 100) {
          nodes { fullDatabaseId databaseId state submittedAt lastEditedAt includesCreatedEdit
            commit { oid } author { login __typename } onBehalfOf(first: 10) { nodes { slug } } }
        }
        headRef { target { ... on Commit { checkSuites(first: 10) { nodes { createdAt app { slug }
          checkRuns(first: 10) { nodes { databaseId name status conclusion externalId } } } } } } }
        timelineItems(first: 10, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
          nodes { ... on HeadRefForcePushedEvent { createdAt actor { login } afterCommit { oid } } } }
      }
    }
    main: object(expression: "main") { ... on Commit { history(first: 5, path: "flags") { nodes { oid messageHeadline } } } }
  }
  rateLimit { cost remaining }
}`;

describe("BENCH-3  GraphQL", () => {
  let world: Desk;
  beforeEach(async () => {
    world = await desk();
  });
  afterEach(() => world.github.close());

  const ask = async <T = never>(query: string, variables: Record<string, unknown> = {}, client = world.app) =>
    client.graphql<T>(query, variables).then(
      (data) => ({ data, errors: null }),
      (error: { errors?: { type?: string; message: string }[]; data?: T }) => ({
        data: error.data,
        errors: error.errors,
      }),
    );

  it("tells a gate all it wants to know in one question", async () => {
    const { hands, number, head } = world;
    hands.review(number, { by: "tmarsh", state: "APPROVED", at: minute(5) });
    const next = hands.push(
      "promote/a",
      { [flag]: "standing: half\n" },
      { by: "rlindqvist", at: minute(9), from: "main" },
    );
    await world.app.rest.checks.create({
      ...at,
      name: "flag-gate",
      head_sha: next,
      status: "in_progress",
      external_id: "digest",
    });
    await world.app.rest.issues.createComment({ ...at, issue_number: number, body: "Not yet" });

    const { data, errors } = await ask<{ repository: object; rateLimit: object }>(snapshot, at);
    expect(errors).toBeNull();
    // 1 of pull requests, 50 x 6 below them, 50 x 100 below reviews, 50 x 10 below suites, 1 of history: 5802 requests
    expect(data!.rateLimit).toEqual({ cost: 58, remaining: 5000 - 58 });
    expect(data!.repository).toMatchObject({
      defaultBranchRef: { name: "main", target: { oid: hands.tip("main") } },
      object: { byteSize: 14, isBinary: false, isTruncated: false, text: "standing: uat\n" },
      flags: { entries: [{ name: "a.yaml", type: "blob" }] },
      main: { history: { nodes: [{ oid: hands.tip("main"), messageHeadline: "Begin" }] } },
    });
    const [pull] = (data!.repository as { pullRequests: { nodes: Record<string, object>[] } }).pullRequests.nodes;
    expect(pull).toMatchObject({
      ...{ number, headRefOid: next, headRefName: "promote/a", author: { login: "rlindqvist", __typename: "User" } },
      files: { totalCount: 1, nodes: [{ path: flag, changeType: "MODIFIED" }] },
      comments: { nodes: [{ body: "Not yet", viewerDidAuthor: true, author: { login: "flaghoist" } }] },
      timelineItems: { nodes: [{ createdAt: "2025-03-10T08:09:00Z", afterCommit: { oid: next } }] },
    });
    const [review] = (pull!.reviews as { nodes: object[] }).nodes;
    expect(review).toMatchObject({
      state: "APPROVED",
      databaseId: null,
      commit: { oid: head },
      submittedAt: "2025-03-10T08:05:00Z",
    });
    expect(review).toMatchObject({ onBehalfOf: { nodes: [{ slug: "engineers" }] }, includesCreatedEdit: false });
    expect(JSON.stringify(pull!.headRef)).toContain('"externalId":"digest"');
    expect(world.github.violations).toEqual([]);
  });

  const commitOn = `mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid committedViaWeb message } } }`;
  const input = (expectedHeadOid: string, branchName = "promote/a") => ({
    branch: { repositoryNameWithOwner: "example-org/benefits", branchName },
    ...{ expectedHeadOid, message: { headline: "Revert a", body: "Errors at 4 %" } },
    fileChanges: {
      additions: [{ path: flag, contents: Buffer.from("standing: planned\n").toString("base64") }],
      deletions: [{ path: "README.md" }],
    },
  });

  it("commits where the branch is what was expected, and only there", async () => {
    const first = await ask(commitOn, { input: input(world.head) });
    expect(first).toMatchObject({
      data: { createCommitOnBranch: { commit: { committedViaWeb: true, message: "Revert a\n\nErrors at 4 %" } } },
    });
    expect(world.hands.read("promote/a", flag)).toBe("standing: planned\n");
    expect(world.hands.read("promote/a", "README.md")).toBeNull();
    expect(await ask(commitOn, { input: input(world.head) })).toMatchObject({ errors: [{ type: "STALE_DATA" }] });
  });

  it("commits not on a branch whose rules want a check", async () => {
    const refused = await ask(commitOn, { input: input(world.hands.tip("main")!, "main") });
    expect(refused.errors).toMatchObject([{ type: "UNPROCESSABLE", message: expect.stringContaining("flag-gate") }]);
  });

  it("lets nobody see or do what their token is not for", async () => {
    const poor = world.client(world.github.tokens.app("flaghoist", { permissions: { pull_requests: "read" } }));
    const { data, errors } = await ask<{ repository: object }>(
      `{ repository(owner: "example-org", name: "benefits") { object(expression: "main:flags") { oid }
        pullRequests(first: 1) { nodes { number reviews(first: 1) { nodes { onBehalfOf(first: 1) { nodes { slug } } } } } } } }`,
      {},
      poor,
    );
    expect(errors).toMatchObject([{ type: "FORBIDDEN", path: ["repository", "object"] }]);
    expect(data).toMatchObject({ repository: { object: null, pullRequests: { nodes: [{ number: world.number }] } } });
    const reader = world.client(world.github.tokens.user("reader"));
    for (const client of [poor, reader]) {
      expect(await ask(commitOn, { input: input(world.head) }, client)).toMatchObject({
        errors: [{ type: "FORBIDDEN" }],
      });
    }
  });

  it("pages, and wants to be told how far", async () => {
    for (const by of ["tmarsh", "jwexler", "pvandermeer"]) world.hands.review(world.number, { by, state: "COMMENTED" });
    const page = (after: string | null) =>
      ask<{
        repository: {
          pullRequest: { reviews: { nodes: object[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
        };
      }>(
        `query Page($after: String) { repository(owner: "example-org", name: "benefits") { pullRequest(number: ${world.number}) {
          reviews(first: 2, after: $after) { nodes { author { login } } pageInfo { hasNextPage endCursor } } } } }`,
        { after },
      ).then(({ data }) => data!.repository.pullRequest.reviews);
    const first = await page(null);
    expect(first).toMatchObject({ nodes: [{}, {}], pageInfo: { hasNextPage: true } });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({
      nodes: [{ author: { login: "pvandermeer" } }],
      pageInfo: { hasNextPage: false },
    });
    const pulls = (args: string) =>
      ask(`{ repository(owner: "example-org", name: "benefits") { pullRequests${args} { totalCount } } }`);
    expect(await pulls("")).toMatchObject({ errors: [{ type: "MISSING_PAGINATION_BOUNDARIES" }] });
    expect(await pulls("(first: 101)")).toMatchObject({ errors: [{ type: "EXCESSIVE_PAGINATION" }] });
  });

  it("refuses what GitHub's schema does not know, and remembers it", async () => {
    const query = '{ repository(owner: "example-org", name: "benefits") { pullRequest(number: 1) { headOid } } }';
    expect((await ask(query)).errors).toMatchObject([{ message: expect.stringContaining('"headRefOid"') }]);
    expect(world.github.violations).toHaveLength(1);
  });
});
