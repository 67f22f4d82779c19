import type { OperationId } from "../../openapi/operations.ts";
import * as actions from "./actions.ts";
import * as activity from "./activity.ts";
import * as apps from "./apps.ts";
import type { Handler } from "./call.ts";
import * as checks from "./checks.ts";
import * as comments from "./comments.ts";
import * as commits from "./commits.ts";
import { compare } from "./compare.ts";
import * as contents from "./contents.ts";
import * as deployments from "./deployments.ts";
import * as git from "./git.ts";
import * as installed from "./installed.ts";
import * as issues from "./issues.ts";
import * as labels from "./labels.ts";
import * as people from "./people.ts";
import * as pulls from "./pulls.ts";
import * as reviews from "./reviews.ts";
import * as rulesets from "./rulesets.ts";
import * as settings from "./settings.ts";
import * as statuses from "./statuses.ts";

/** Who answers what: one handler for each operation of the contract. */
export const handlers: Readonly<Record<OperationId, Handler>> = {
  "actions/create-workflow-dispatch": actions.dispatchWorkflow,
  "actions/disable-workflow": actions.disableWorkflow,
  "actions/enable-workflow": actions.enableWorkflow,
  "actions/get-github-actions-default-workflow-permissions-repository": settings.defaultWorkflowPermissions,
  "actions/get-workflow": actions.getWorkflow,
  "actions/get-workflow-run": actions.getRun,
  "actions/list-environment-secrets": settings.listEnvironmentSecrets,
  "actions/list-repo-secrets": settings.listSecrets,
  "actions/list-repo-variables": installed.listVariables,
  "actions/list-repo-workflows": actions.listWorkflows,
  "actions/list-workflow-runs": actions.listWorkflowRuns,
  "actions/list-workflow-runs-for-repo": actions.listRuns,
  "apps/create-installation-access-token": apps.createInstallationToken,
  "apps/get-repo-installation": settings.installation,
  "apps/revoke-installation-access-token": apps.revokeToken,
  "checks/create": checks.postCheck,
  "checks/get": checks.getCheck,
  "checks/list-annotations": checks.listAnnotations,
  "checks/list-for-ref": checks.listChecks,
  "checks/update": checks.patchCheck,
  "git/create-blob": git.createBlob,
  "git/create-commit": git.createCommit,
  "git/create-ref": git.createRef,
  "git/create-tree": git.createTree,
  "git/delete-ref": git.deleteRef,
  "git/get-blob": git.getBlob,
  "git/get-commit": git.getGitCommit,
  "git/get-ref": git.getRef,
  "git/get-tree": git.getTree,
  "git/list-matching-refs": git.matchingRefs,
  "git/update-ref": git.updateRef,
  "issues/add-labels": labels.addLabels,
  "issues/create": issues.createIssue,
  "issues/create-comment": comments.createComment,
  "issues/create-label": labels.createLabel,
  "issues/delete-comment": comments.deleteComment,
  "issues/get": issues.getIssue,
  "issues/get-label": labels.getLabel,
  "issues/list-comments": comments.listComments,
  "issues/list-for-repo": issues.listIssues,
  "issues/list-labels-for-repo": labels.listLabels,
  "issues/remove-label": labels.removeLabel,
  "issues/set-labels": labels.setLabels,
  "issues/update": issues.updateIssue,
  "issues/update-comment": comments.updateComment,
  "orgs/list-app-installations": installed.listInstallations,
  "pulls/create": pulls.createPull,
  "pulls/create-review": reviews.createReview,
  "pulls/dismiss-review": reviews.dismissReview,
  "pulls/get": pulls.getPull,
  "pulls/list": pulls.listPulls,
  "pulls/list-commits": pulls.listCommits,
  "pulls/list-files": pulls.listFiles,
  "pulls/list-reviews": reviews.listReviews,
  "pulls/merge": pulls.mergePullRequest,
  "pulls/request-reviewers": pulls.requestReviewers,
  "pulls/update": pulls.updatePull,
  "rate-limit/get": apps.rateLimit,
  "repos/codeowners-errors": settings.listCodeownersErrors,
  "repos/compare-commits-with-basehead": compare,
  "repos/create-commit-status": statuses.createStatus,
  "repos/create-deployment": deployments.createDeployment,
  "repos/create-deployment-status": deployments.createDeploymentStatus,
  "repos/create-dispatch-event": actions.dispatchRepository,
  "repos/create-or-update-file-contents": contents.putContent,
  "repos/get": settings.getRepository,
  "repos/get-all-environments": settings.listEnvironments,
  "repos/get-branch": settings.getBranch,
  "repos/get-branch-rules": settings.branchRules,
  "repos/get-collaborator-permission-level": people.getPermission,
  "repos/get-combined-status-for-ref": statuses.combinedStatus,
  "repos/get-commit": commits.getCommit,
  "repos/get-content": contents.getContent,
  "repos/get-environment": settings.getEnvironment,
  "repos/get-repo-ruleset": rulesets.getRuleset,
  "repos/get-repo-rulesets": settings.listRulesets,
  "repos/list-activities": activity.listActivity,
  "repos/list-commit-statuses-for-ref": statuses.listStatuses,
  "repos/list-commits": commits.listCommits,
  "repos/list-deployment-branch-policies": settings.listBranchPolicies,
  "repos/list-deployment-statuses": deployments.listDeploymentStatuses,
  "repos/list-deployments": deployments.listDeployments,
  "repos/list-pull-requests-associated-with-commit": commits.listPullsOf,
  "teams/get-by-name": people.getTeam,
  "teams/get-membership-for-user-in-org": people.getMembership,
  "teams/list-members-in-org": people.listMembers,
};
