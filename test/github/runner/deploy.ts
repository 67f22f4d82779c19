import type { Deployment } from "../emulator/state/deployments.ts";
import type { Admission } from "./gate.ts";
import type { Result } from "./result.ts";
import type { RunScope } from "./scope.ts";

/** A job in an environment is a deployment, unless it says it is none. Gives what to call with its end. */
export function deploy({ event, options }: RunScope, admitted: Admission): (result: Result) => void {
  if (admitted.kind !== "admitted" || !admitted.deploys) return () => undefined;
  const { world } = options.github;
  const { repository, sha, ref } = event;
  const status = (state: string) => ({
    ...{ id: world.id(), state, description: "", logUrl: "", environmentUrl: "", by: "github-actions[bot]" },
    at: world.clock.now(),
  });
  const deployment: Deployment = {
    ...{ id: world.id(), sha, ref, task: "deploy", environment: admitted.name, description: null, payload: {} },
    ...{ by: "github-actions[bot]", at: world.clock.now(), statuses: [status("in_progress")] },
  };
  repository.deployments.set(deployment.id, deployment);
  return (result) => void deployment.statuses.push(status(result === "success" ? "success" : "failure"));
}
