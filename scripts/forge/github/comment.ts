import { once } from "./client.ts";
import { loginOf } from "./describe.ts";
import { explained, inDoubt } from "./error.ts";
import { listed, type Who } from "./nodes.ts";
import { bodies } from "./queries.ts";
import { lookAt } from "./snapshot.ts";
import { at, type Body, type Github, type Seen } from "./world.ts";

/** Ends the one comment of ours that is written over; other comments of the same App are left alone. */
export const marker = "<!-- flaghoist:report -->";

/** Characters that GitHub takes: https://github.com/orgs/community/discussions/27190 */
const longest = 65_536;

/** The one sticky comment: written where it is missing or says something else, and only one where there were two. */
export async function putComment(
  github: Github,
  seen: Seen,
  comment: string,
  lasting: string | null = null,
): Promise<void> {
  const body = textOf(comment, lasting);
  const [first, ...others] = await stickies(github, seen);
  for (const { id } of others) await remove(github, id);
  if (first === undefined) return create(github, seen, comment, lasting);
  if (first.text === body || (lasting !== null && first.untouched && newsIn(first.text) === lasting)) return;
  await github.client.rest.issues
    .updateComment({ ...at(github), comment_id: first.id, body })
    .catch((error: unknown) => fail(seen, error));
  for (const [node, known] of github.pass.bodies) {
    if (known.id === first.id) github.pass.bodies.set(node, { ...known, text: body, untouched: true });
  }
}

/** Whether there is a report of ours on a pull request. */
export async function saidBefore(github: Github, seen: Seen): Promise<boolean> {
  return (await stickies(github, seen)).length > 0;
}

function textOf(comment: string, lasting: string | null): string {
  const room = longest - marker.length - 80;
  const whole = comment.trimEnd().replaceAll("\r\n", "\n");
  const text = [...whole].length <= room ? whole : [...whole].slice(0, room).join("");
  return `${text}\n\n${lasting === null ? "" : `<!-- flaghoist:news ${lasting} -->\n`}${marker}`;
}

/** The news a comment of ours was written with; null where it tells none. */
function newsIn(body: string): string | null {
  return /\n\n<!-- flaghoist:news (\w+) -->\n<!--[^>]*-->$/.exec(body)?.[1] ?? null;
}

interface Commented {
  readonly nodes: readonly ({
    readonly id?: string;
    readonly fullDatabaseId: string | number;
    readonly body: string;
    readonly lastEditedAt: string | null;
    readonly editor: Who | null;
  } | null)[];
}

/** Our reports on a pull request, oldest first. Texts of all pull requests of a pass are read together, once. */
async function stickies({ client, pass, app }: Github, { comments }: Seen): Promise<readonly Body[]> {
  if (comments.some((id) => !pass.bodies.has(id))) {
    const asked = [...new Set([...comments, ...[...pass.seen.values()].flatMap((seen) => seen.comments)])];
    const wanted = asked.filter((id) => !pass.bodies.has(id));
    for (let from = 0; from < wanted.length; from += 100) {
      const ids = wanted.slice(from, from + 100);
      const answer = await client.query<Commented>("to read our comments", bodies, { ids });
      for (const node of listed(answer)) {
        const text = (node.body ?? "").replaceAll("\r\n", "\n");
        const untouched = node.lastEditedAt === null || loginOf(node.editor) === app.login;
        if (node.id !== undefined) pass.bodies.set(node.id, { id: Number(node.fullDatabaseId), text, untouched });
      }
    }
  }
  return comments.flatMap((id) => {
    const body = pass.bodies.get(id);
    return body?.text.endsWith(marker) ? [body] : [];
  });
}

/** Writes the comment; where no answer comes, looks whether it is there before it is written again. */
async function create(github: Github, seen: Seen, comment: string, lasting: string | null): Promise<void> {
  const { number } = seen.node;
  const body = textOf(comment, lasting);
  for (let left = 3; ; left -= 1) {
    try {
      const { data } = await github.client.rest.issues.createComment({
        ...at(github),
        ...{ issue_number: number, body },
        ...once,
      });
      github.pass.bodies.set(data.node_id, { id: data.id, text: body, untouched: true });
      github.pass.seen.set(number, {
        ...seen,
        ...github.pass.seen.get(number),
        comments: [...seen.comments, data.node_id],
      });
      return;
    } catch (error) {
      if (!inDoubt(error) || left === 1) return fail(seen, error);
      const again = await lookAt(github, number);
      if (again !== null && (await stickies(github, again)).length > 0)
        return putComment(github, again, comment, lasting);
    }
  }
}

async function remove(github: Github, id: number): Promise<void> {
  await github.client.rest.issues.deleteComment({ ...at(github), comment_id: id }).catch((error: unknown) => {
    const found = explained("to delete a comment that stands twice", error);
    if (found.reason !== "not-found") throw found;
  });
  for (const [node, known] of github.pass.bodies) if (known.id === id) github.pass.bodies.delete(node);
}

function fail({ node }: Seen, error: unknown): never {
  throw explained(`to comment on pull request ${node.number}`, error);
}
