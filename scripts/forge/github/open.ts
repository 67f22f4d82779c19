import type { Forge } from "../forge.ts";
import { once } from "./client.ts";
import { requesterLine } from "./describe.ts";
import { explained, inDoubt, said, statusOf } from "./error.ts";
import { within } from "./within.ts";
import { at, type Github } from "./world.ts";

/** Opens a pull request from a branch. One that is open for it already keeps its title and text. */
export async function openPull(github: Github, proposal: Parameters<Forge["open"]>[0]): Promise<number> {
  const { branch, requestedBy } = proposal;
  const { client, owner, baseBranch: base, me, app } = github;
  const [title, body] = [within(proposal.title, "title"), within(proposal.body, "text")];
  // A person who opens it is its author: only for what our App opens it must be told who asked.
  const text = me === app.login ? `${body}\n\n${requesterLine(requestedBy?.replace(/^@/, "") ?? null)}` : body;
  const doing = `to open a pull request from ${branch}`;
  for (let left = 3; ; left -= 1) {
    const { data } = await client.rest.pulls
      .list({ ...at(github), head: `${owner}:${branch}`, base, state: "open", per_page: 1 })
      .catch((error: unknown) => {
        throw explained(doing, error);
      });
    const [known] = data;
    if (known !== undefined) return known.number;
    try {
      const made = await client.rest.pulls.create({ ...at(github), head: branch, base, title, body: text, ...once });
      return made.data.number;
    } catch (error) {
      const raced = statusOf(error) === 422 && /already exists/i.test(said(error) + JSON.stringify(error));
      if ((!inDoubt(error) && !raced) || left === 1) throw explained(doing, error);
    }
  }
}
