import type { ReleasePlan } from "../flag/plan.ts";
import type { Step } from "../forge/forge.ts";
import { code } from "../report/comment/markdown.ts";
import type { Ports } from "./ports.ts";

/** Label of the issues that tell of commits which did not come through the gate. */
export const incidentLabel = "flaghoist-incident";

/** Tells of a commit that did not come through the gate, once; gives the address of the issue. */
export async function openIncident(
  { forge }: Ports,
  { name, file }: ReleasePlan,
  { commit }: Step,
  why: string,
): Promise<string> {
  const { id, subject } = commit;
  const body = [
    `Commit ${id} (\`${subject.replace(/[`@<>]/g, "")}\`) changed ${code(file)} on ${forge.baseBranch}, and ${why}.`,
    `While this stands the flags of ${code(name)} are lowered where main says so, and never raised.`,
    `Ways out:\n- revert the commit with a pull request, and propose the change again through the gate; or\n- in an emergency, a person with the role admin or maintain closes this issue as completed, with the button and its text as it is (say why in a comment): ${code(name)} is then taken as it stands at this commit. Who did so stays on record here. Closing it as not planned, through the text of a pull request, or by anybody else, changes nothing.`,
  ].join("\n\n");
  const title = `${name}: commit ${id.slice(0, 10)} did not come through the gate`;
  const issue = await forge.raiseIssue({ label: incidentLabel, key: id, title, body });
  return issue.url;
}

/**
 * A forge may tell only some time after a merge which pull request it was of: the incident that was opened meanwhile is
 * over once all commits are admitted. Closed by us it lets nothing in; where it cannot be closed it stays, and harms not.
 */
export async function closeIncidents({ forge }: Ports, admitted: readonly Step[]): Promise<void> {
  const ids = new Set(admitted.map(({ commit }) => commit.id));
  const open = await forge.issues(incidentLabel).catch(() => []);
  for (const { number } of open.filter(({ key }) => ids.has(key))) {
    await forge
      .closeIssue(number, "The commit came through the gate, which the forge had not told yet.")
      .catch(() => {});
  }
}
