import type { Repository } from "../state/repository.ts";

/** Statuses and checks of a commit that are not green: those named, or all there are. */
export function missingContexts(
  { statuses, checkRuns }: Repository,
  sha: string,
  required: readonly string[] | undefined,
): readonly string[] {
  const green = new Map<string, boolean>();
  for (const { context, state } of statuses.filter((one) => one.sha === sha)) green.set(context, state === "success");
  for (const { name, conclusion, head } of checkRuns.values())
    if (head === sha) green.set(name, conclusion === "success");
  return (required ?? [...green.keys()]).filter((context) => green.get(context) !== true);
}
