/** Every GraphQL text that is sent to GitHub. Each is checked against GitHub's public schema by a test. */
export const viewer = "query { viewer { login } }";

export const actorFields = "fragment Who on Actor { __typename login }";

const reviewFields = `
fragment Opinion on PullRequestReview {
  fullDatabaseId state submittedAt lastEditedAt
  commit { oid }
  author { ...Who }
}`;

const pullFields = `
fragment Pull on PullRequest {
  number title body url isDraft state merged changedFiles
  headRefName headRefOid baseRefName
  mergeCommit { oid }
  author { ...Who }
  editor { ...Who }
  lastEditedAt
  headRepository { name owner { login } }
  files(first: 100) { nodes { path } }
  reviews(first: 100) { nodes { ...Opinion } pageInfo { hasNextPage endCursor } }
  comments(first: 100) { nodes { id viewerDidAuthor } pageInfo { hasNextPage endCursor } }
  timelineItems(last: 1, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
    nodes { ... on HeadRefForcePushedEvent { createdAt } }
  }
  retargeted: timelineItems(last: 1, itemTypes: [BASE_REF_CHANGED_EVENT]) {
    nodes { ... on BaseRefChangedEvent { createdAt } }
  }
  commits(last: 1) {
    nodes {
      commit {
        oid
        checkSuites(first: 10, filterBy: { appId: $app }) {
          nodes {
            checkRuns(first: 10, filterBy: { checkName: $check, checkType: LATEST }) {
              nodes { externalId status conclusion startedAt text }
            }
          }
        }
      }
    }
  }
}`;

const fragments = `${actorFields}${reviewFields}${pullFields}`;

const issueFields = "fragment Found on Issue { number title url body }";

export const snapshot = `
query Snapshot($owner: String!, $name: String!, $base: String!, $ref: String!, $app: Int, $check: String!, $label: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    pullRequests(states: OPEN, baseRefName: $base, first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      nodes { ...Pull }
      pageInfo { hasNextPage endCursor }
    }
    issues(states: OPEN, labels: [$label], first: 100) {
      nodes { ...Found }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${issueFields}
${fragments}`;

export const onePull = `
query PullRequest($owner: String!, $name: String!, $ref: String!, $app: Int, $check: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    pullRequest(number: $number) { ...Pull }
  }
}
${fragments}`;

/** Where a pull request and a branch are now: asked around a merge. */
export const standing = `
query Standing($owner: String!, $name: String!, $ref: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    pullRequest(number: $number) {
      state merged headRefOid baseRefName
      mergeCommit { oid }
      reviews(last: 100) { nodes { fullDatabaseId state lastEditedAt } }
    }
  }
}`;

export const tip = `
query Tip($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid } } }
}`;

export const moreReviews = `
query Reviews($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviews(first: 100, after: $after) { nodes { ...Opinion } pageInfo { hasNextPage endCursor } }
    }
  }
}
${actorFields}${reviewFields}`;

export const moreComments = `
query Comments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) { nodes { id viewerDidAuthor } pageInfo { hasNextPage endCursor } }
    }
  }
}`;

export const bodies = `
query Bodies($ids: [ID!]!) {
  nodes(ids: $ids) { ... on IssueComment { id fullDatabaseId body lastEditedAt editor { ...Who } } }
}
${actorFields}`;

export const issuesWith = `
query Issues($owner: String!, $name: String!, $label: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(states: OPEN, labels: [$label], first: 100, after: $after) {
      nodes { ...Found }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${issueFields}`;

/** Members of several teams of one organisation, each under a name of its own. */
export const teams = (count: number) => {
  const slugs = Array.from({ length: count }, (_, at) => at);
  return `
query Teams($organization: String!, ${slugs.map((at) => `$slug${at}: String!`).join(", ")}) {
  organization(login: $organization) {
    ${slugs.map((at) => `team${at}: team(slug: $slug${at}) { ...Members }`).join("\n    ")}
  }
}
fragment Members on Team { members(first: 100) { nodes { login } pageInfo { hasNextPage endCursor } } }`;
};

export const moreMembers = `
query Members($organization: String!, $slug: String!, $after: String) {
  organization(login: $organization) {
    team(slug: $slug) { members(first: 100, after: $after) { nodes { login } pageInfo { hasNextPage endCursor } } }
  }
}`;

export const commitOnBranch = `
mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** How a commit came to be: the pull requests it belongs to, with all our checks on their heads. */
export const provenance = `
query Provenance($owner: String!, $name: String!, $oid: GitObjectID!, $app: Int, $check: String!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) {
      ... on Commit {
        oid
        associatedPullRequests(first: 10) {
          nodes {
            number merged baseRefName headRefOid
            mergeCommit { oid }
            commits(last: 1) {
              totalCount
              nodes {
                commit {
                  oid
                  checkSuites(first: 10, filterBy: { appId: $app }) {
                    nodes {
                      checkRuns(last: 100, filterBy: { checkName: $check, checkType: ALL }) {
                        nodes { externalId status conclusion startedAt text }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;

/** Closed issues that may answer for a commit, with who wrote their text and what closed them. */
export const accepted = `
query Accepted($owner: String!, $name: String!, $label: String!) {
  repository(owner: $owner, name: $name) {
    issues(states: CLOSED, labels: [$label], first: 50, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes {
        number body stateReason lastEditedAt
        author { ...Who }
        editor { ...Who }
        timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
          nodes { ... on ClosedEvent { actor { ...Who } closer { __typename } } }
        }
      }
    }
  }
}
${actorFields}`;
