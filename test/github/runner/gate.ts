import type { Environment } from "../emulator/state/deployments.ts";
import { matchesAny } from "../glob.ts";
import type { JobDocument } from "./document.ts";
import { fill } from "./expression.ts";
import type { RunScope } from "./scope.ts";

/** What a job gets of the environment it names. */
export type Admission =
  | { readonly kind: "none" }
  | {
      readonly kind: "admitted";
      readonly name: string;
      readonly environment: Environment | null;
      readonly deploys: boolean;
    }
  | { readonly kind: "refused"; readonly why: string };

/** Whether a job may enter its environment: only from the branches it is open to, and past its reviewers. */
export function admission(
  { event, options }: RunScope,
  job: JobDocument,
  contexts: Readonly<Record<string, unknown>>,
): Admission {
  if (job.environment === undefined) return { kind: "none" };
  const written = typeof job.environment === "string" ? { name: job.environment } : job.environment;
  const name = fill(written.name, contexts);
  const environment = event.repository.environments.get(name) ?? null;
  const branch = event.ref.replace(/^refs\/heads\//, ""); // of a pull request refs/pull/N/merge: no branch is called that
  if (environment?.branches && !matchesAny(environment.branches, branch)) {
    const why = `Branch "${branch}" is not allowed to deploy to ${name} due to environment protection rules.`;
    return { kind: "refused", why };
  }
  if (environment && environment.reviewers.length > 0 && options.approves?.(name) !== true) {
    return { kind: "refused", why: `No reviewer of ${name} let the job in.` };
  }
  return { kind: "admitted", name, environment, deploys: !("deployment" in written) || written.deployment !== false };
}
