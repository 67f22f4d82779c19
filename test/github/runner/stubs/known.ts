import { demand } from "../../emulator/http/permission.ts";
import type { Permission } from "../../openapi/operations.ts";
import { createGithubAppToken } from "./app-token.ts";
import { checkout } from "./checkout.ts";
import type { Stub } from "./stub.ts";

/** An action whose work does not concern the test; it needs its permissions all the same. */
const idle = (inputs: string, ...needs: readonly Permission[]): Stub => ({
  inputs: inputs.split(" "),
  run({ job }) {
    for (const need of needs) demand(job.token, [need]);
    return {};
  },
});

/** Third-party actions the runner knows, by name without the commit. */
export const knownStubs: Readonly<Record<string, Stub>> = {
  "actions/checkout": checkout,
  "actions/create-github-app-token": createGithubAppToken,
  "actions/setup-node": idle(
    "node-version node-version-file cache cache-dependency-path package-manager-cache check-latest registry-url",
  ),
  "actions/upload-artifact": idle(
    "name path retention-days if-no-files-found overwrite include-hidden-files compression-level",
  ),
  "actions/download-artifact": idle("name path pattern merge-multiple run-id github-token repository"),
  "actions/attest": idle(
    "subject-path subject-name subject-digest predicate-type predicate predicate-path push-to-registry show-summary github-token",
    "id_token:write",
    "attestations:write",
  ),
  "actions/configure-pages": idle("static_site_generator token enablement", "pages:read"),
  "actions/upload-pages-artifact": idle("path name retention-days include-hidden-files"),
  "actions/deploy-pages": idle("token timeout artifact_name", "pages:write", "id_token:write"),
  "actions/dependency-review-action": idle(
    "fail-on-severity deny-licenses allow-licenses comment-summary-in-pr",
    "contents:read",
  ),
  "github/codeql-action/init": idle("languages queries config config-file build-mode", "security_events:write"),
  "github/codeql-action/analyze": idle("category output upload", "security_events:write"),
  "github/codeql-action/upload-sarif": idle("sarif_file category", "security_events:write"),
  "ossf/scorecard-action": idle("results_file results_format publish_results repo_token", "id_token:write"),
  "step-security/harden-runner": idle(
    "egress-policy allowed-endpoints disable-sudo disable-sudo-and-containers disable-telemetry policy",
  ),
  "zizmorcore/zizmor-action": idle(
    "inputs version persona min-severity advanced-security annotations token online-audits",
  ),
};
