/** Types of GitHub's GraphQL schema the bench knows; scalars, enums and inputs follow by themselves. */
export const kept: ReadonlySet<string> = new Set(
  `Query Mutation Node Repository RepositoryOwner RateLimit PageInfo
  Actor User Bot Organization Mannequin Team TeamConnection TeamMemberConnection
  PullRequest PullRequestConnection PullRequestCommit PullRequestCommitConnection
  PullRequestReview PullRequestReviewConnection PullRequestChangedFile PullRequestChangedFileConnection
  PullRequestTimelineItems PullRequestTimelineItemsConnection
  HeadRefForcePushedEvent ReviewDismissedEvent BaseRefChangedEvent
  Issue IssueConnection IssueTimelineItems IssueTimelineItemsConnection ClosedEvent Closer IssueComment IssueCommentConnection Label LabelConnection
  Ref RefConnection GitObject Commit CommitConnection CommitHistoryConnection GitActor Tree TreeEntry Blob
  CheckSuite CheckSuiteConnection CheckRun CheckRunConnection App Status StatusContext
  CreateCommitOnBranchPayload CreateRefPayload UpdateRefPayload DeleteRefPayload MergePullRequestPayload`.split(/\s+/),
);
