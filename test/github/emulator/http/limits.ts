import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { Refusal } from "./refusal.ts";

/**
 * How much may be asked. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api and
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export interface Limits {
  /** Requests (GraphQL: points) in an hour by kind of token; App tokens of one installation share. */
  readonly hourly: Readonly<Record<Token["kind"], number>>;
  /** Points in a minute: a read is 1, a write 5; GraphQL has its own. */
  readonly restPointsAMinute: number;
  readonly graphqlPointsAMinute: number;
  /** Requests that write to people: comments, reviews, issues, pull requests. */
  readonly contentAMinute: number;
  readonly contentAnHour: number;
}

export const githubLimits: Limits = {
  hourly: { user: 5000, installation: 5000, workflow: 1000, app: 5000 },
  restPointsAMinute: 900,
  graphqlPointsAMinute: 2000,
  contentAMinute: 80,
  contentAnHour: 500,
};

export type Resource = "core" | "graphql";

export interface Meter {
  /** Counts a request; throws the refusal it meets. Gives the headers of its answer. */
  count(
    token: Token,
    spent: { readonly resource: Resource; readonly cost: number; readonly write: boolean; readonly content: boolean },
  ): Headers;
  /** What is left, without asking for more. */
  left(token: Token, resource: Resource): Left;
}

type Headers = Readonly<Record<string, string>>;

export interface Left {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** When the hour is over, in seconds since 1970. */
  readonly reset: number;
}

export function meterOf(world: World, limits: Limits): Meter {
  const counters = new Map<string, { from: number; used: number }>();
  const window = (key: string, seconds: number) => {
    const now = world.clock.now().toSeconds();
    const known = counters.get(key);
    const counter = known && now < known.from + seconds ? known : { from: now, used: 0 };
    counters.set(key, counter);
    return counter;
  };
  const hour = (token: Token, resource: Resource) => window(`${who(token)} ${resource}`, 3600);
  const left = (token: Token, resource: Resource): Left => {
    const { from, used } = hour(token, resource);
    const limit = limits.hourly[token.kind];
    return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), reset: Math.ceil(from) + 3600 };
  };
  const secondary = (key: string, seconds: number, cost: number, most: number) => {
    const counter = window(key, seconds);
    counter.used += cost;
    if (counter.used <= most) return;
    const wait = Math.ceil(counter.from + seconds - world.clock.now().toSeconds());
    throw new Refusal(
      403,
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
      {},
      {
        "retry-after": String(wait),
      },
    );
  };
  return {
    left,
    count(token, { resource, cost, write, content }) {
      hour(token, resource).used += cost;
      const headers = rateHeaders(left(token, resource), resource);
      if (hour(token, resource).used > limits.hourly[token.kind]) {
        throw new Refusal(403, `API rate limit exceeded for ${token.login}.`, {}, headers);
      }
      const most = resource === "core" ? limits.restPointsAMinute : limits.graphqlPointsAMinute;
      secondary(`${who(token)} ${resource} points`, 60, write ? 5 : 1, most);
      if (content) secondary(`${who(token)} content a minute`, 60, 1, limits.contentAMinute);
      if (content) secondary(`${who(token)} content an hour`, 3600, 1, limits.contentAnHour);
      return headers;
    },
  };
}

/** Tokens of one App in one place share a budget; so do the jobs of a repository. */
const who = ({ kind, login, repositories }: Token) => `${kind} ${login} ${kind === "workflow" ? repositories : ""}`;

const rateHeaders = ({ limit, remaining, used, reset }: Left, resource: Resource): Headers => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-used": String(used),
  "x-ratelimit-reset": String(reset),
  "x-ratelimit-resource": resource,
});
