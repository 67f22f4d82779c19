import type { Membership } from "../../flag/review.ts";
import { GithubError } from "./error.ts";
import { listed, type Page } from "./nodes.ts";
import { moreMembers, teams } from "./queries.ts";
import type { Github } from "./world.ts";

/** Pages of 100 members. */
const memberPages = 20;

interface TeamNode {
  readonly members: Page<{ readonly login: string }>;
}

/**
 * Asks for teams together: whatever is asked before the next turn of the loop goes out as one request for each
 * organisation, and each team is asked for once. A team's members are the active ones, those of its child teams too.
 */
export function teamsOf(github: Github): (team: string) => Promise<Membership> {
  const known = new Map<string, Promise<Membership>>();
  const waiting = new Map<string, Map<string, (membership: Membership) => void>>();
  const send = async () => {
    const asked = [...waiting];
    waiting.clear();
    for (const [organization, answers] of asked) {
      const slugs = [...answers.keys()];
      const found = await askFor(github, organization, slugs);
      for (const [at, slug] of slugs.entries()) answers.get(slug)!(found[at]!);
    }
  };
  return (team) => {
    const [organization, slug, ...rest] = team.replace(/^@/, "").split("/");
    if (!organization || !slug || rest.length > 0) {
      return Promise.resolve({ kind: "unknown", why: `${team} is not a team; write @organization/team` });
    }
    const before = known.get(team.toLowerCase());
    if (before !== undefined) return before;
    const answer = new Promise<Membership>((resolve) => {
      if (waiting.size === 0) setImmediate(() => void send());
      const answers = waiting.get(organization) ?? new Map<string, (membership: Membership) => void>();
      waiting.set(organization, answers.set(slug, resolve));
    });
    known.set(team.toLowerCase(), answer);
    return answer;
  };
}

type Answers = Readonly<Record<string, TeamNode | null>>;

async function askFor(github: Github, organization: string, slugs: readonly string[]): Promise<readonly Membership[]> {
  const names = Object.fromEntries(slugs.map((slug, at) => [`slug${at}`, slug]));
  try {
    const doing = `to read teams of ${organization}`;
    const asked = { organization, ...names };
    const answer = await github.client.query<{ organization: Answers | null }>(doing, teams(slugs.length), asked);
    const found = slugs.map((slug, at) =>
      membersIn(github, organization, slug, answer.organization?.[`team${at}`] ?? null),
    );
    return await Promise.all(found);
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return slugs.map(() => ({ kind: "unknown", why: error.message }));
  }
}

/** A team that cannot be seen is a wrong name or a missing permission: GitHub says the same of both. */
async function membersIn(
  github: Github,
  organization: string,
  slug: string,
  team: TeamNode | null,
): Promise<Membership> {
  if (team === null) {
    const why = `GitHub shows no team @${organization}/${slug}: check its name in the settings, and that the App may read members (organization permission "members: read")`;
    return { kind: "unknown", why };
  }
  const logins = listed(team.members).map(({ login }) => login);
  let page = team.members.pageInfo;
  for (let pages = 1; page.hasNextPage; pages += 1) {
    if (pages >= memberPages) {
      return {
        kind: "unknown",
        why: `@${organization}/${slug} has more than ${memberPages * 100} members; name a smaller team`,
      };
    }
    const doing = `to read the members of @${organization}/${slug}`;
    const answer = await github.client.query<{ organization: { team: TeamNode | null } | null }>(doing, moreMembers, {
      ...{ organization, slug, after: page.endCursor },
    });
    const more = answer.organization?.team?.members;
    if (!more) return { kind: "unknown", why: `@${organization}/${slug} vanished while its members were read` };
    logins.push(...listed(more).map(({ login }) => login));
    page = more.pageInfo;
  }
  return { kind: "members", logins };
}
