import type { Forge, Issue } from "../forge.ts";
import { once } from "./client.ts";
import { explained, GithubError, inDoubt } from "./error.ts";
import { type IssueNode, listed, type Page } from "./nodes.ts";
import { issuesWith } from "./queries.ts";
import { within } from "./within.ts";
import { at, type Github, type GithubIssue } from "./world.ts";

/** Pages of 100 open issues with one label. */
const issuePages = 10;

/** What tells our issue about one thing from that about another: a line that nobody sees. */
const keyLine = (key: string) => `<!-- flaghoist-issue ${JSON.stringify(key).replace(/[<>&-]/g, escaped)} -->`;
const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Ours is the last such line: what stands above it may quote anything. */
export function keyOf(body: string): string | null {
  const json = [...body.replaceAll("\r", "").matchAll(/^<!-- flaghoist-issue (".*") -->$/gm)].at(-1)?.[1];
  if (json === undefined) return null;
  try {
    const key: unknown = JSON.parse(json);
    return typeof key === "string" ? key : null;
  } catch {
    return null;
  }
}

/** Issues that say what they are about. A person who wants to hold a plan copies the line. */
export function keyed(nodes: readonly IssueNode[]): readonly GithubIssue[] {
  return nodes.flatMap(({ number, title, url, body }) => {
    const key = keyOf(body);
    return key === null ? [] : [{ number, key, title, url, body }];
  });
}

export function issuesOf(github: Github): Pick<Forge, "issues" | "raiseIssue" | "closeIssue"> {
  const { client, pass } = github;
  const open = (label: string) => {
    const known = pass.issues.get(label) ?? readIssues(github, label);
    pass.issues.set(label, known);
    known.catch(() => pass.issues.delete(label));
    return known;
  };
  const shown = (label: string, { number, key, title, url }: GithubIssue): Issue => ({
    number,
    label,
    key,
    title,
    url,
  });
  return {
    issues: async (label) => (await open(label)).map((issue) => shown(label, issue)),
    async raiseIssue({ label, key, ...said }) {
      const title = within(said.title, "title");
      const text = `${within(said.body, "text")}\n\n${keyLine(key)}`;
      const known = (await open(label)).find((issue) => issue.key === key);
      if (known !== undefined && known.title === title && known.body === text) return shown(label, known);
      pass.issues.delete(label);
      const issue = known ?? (await create(github, { label, key, title, text }));
      if (known !== undefined || issue.title !== title) {
        await client.rest.issues
          .update({ ...at(github), issue_number: issue.number, title, body: text })
          .catch((error: unknown) => fail(`to write issue ${issue.number}`, error));
      }
      return shown(label, { ...issue, title });
    },
    async closeIssue(number, because) {
      pass.issues.clear();
      const asked = { ...at(github), issue_number: number };
      const doing = `to close issue ${number}`;
      const { data } = await client.rest.issues.get(asked).catch((error: unknown) => fail(doing, error));
      if (data.state === "closed") return;
      // The reason goes into the text: one request closes and explains, or does neither.
      const body = `${data.body ?? ""}\n\nClosed: ${within(because, "reason")}`;
      await client.rest.issues
        .update({ ...asked, body, state: "closed", state_reason: "completed" })
        .catch((error: unknown) => fail(doing, error));
    },
  };
}

async function readIssues(github: Github, label: string): Promise<readonly GithubIssue[]> {
  const { owner, name, client } = github;
  const found: IssueNode[] = [];
  let after: string | null = null;
  for (let page = 0; page < issuePages; page += 1) {
    const doing = `to read the issues labelled ${label}`;
    const answer: { readonly repository: { readonly issues: Page<IssueNode> } } = await client.query(
      doing,
      issuesWith,
      {
        ...{ owner, name, label, after },
      },
    );
    const { issues } = answer.repository;
    found.push(...listed(issues));
    if (!issues.pageInfo.hasNextPage) return keyed(found);
    after = issues.pageInfo.endCursor;
  }
  const why = `more than ${issuePages * 100} open issues are labelled ${label}, and one that is not read may hold a plan`;
  throw new GithubError("too-much", `${why}; close those that are done`);
}

interface NewIssue {
  readonly label: string;
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** Opens an issue; where no answer comes, looks whether it is there before it is opened again. */
async function create(github: Github, { label, key, title, text }: NewIssue): Promise<GithubIssue> {
  for (let left = 3; ; left -= 1) {
    try {
      const { data } = await github.client.rest.issues.create({
        ...at(github),
        ...{ title, body: text, labels: [label] },
        ...once,
      });
      return { number: data.number, key, title, url: data.html_url, body: text };
    } catch (error) {
      if (!inDoubt(error) || left === 1) return fail(`to open an issue labelled ${label}`, error);
      const found = (await readIssues(github, label)).find((issue) => issue.key === key);
      if (found !== undefined) return found;
    }
  }
}

function fail(doing: string, error: unknown): never {
  throw explained(doing, error);
}
