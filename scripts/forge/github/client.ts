import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { explained } from "./error.ts";

/** The only way to GitHub's API from here. */
export interface Client {
  readonly rest: InstanceType<typeof Octokit>["rest"];
  /** Asks a question; asked again where GitHub stumbles. `doing` says what for, in an error's words. */
  query<T>(doing: string, text: string, variables: Variables): Promise<T>;
  /** Changes something, once: whether it may be repeated is for the caller to decide. Throws what Octokit throws. */
  mutate<T>(text: string, variables: Variables): Promise<T>;
}

type Variables = Readonly<Record<string, unknown>>;

/** For a request that must never be sent twice on its own account. */
export const once = { request: { retries: 0 } } as const;

/** For a request that is right now or not at all: not even later, where GitHub says that it is asked too much. */
export const nowOrNever = { request: { retries: 0, later: false } } as const;

export interface Patience {
  /** Keeps within GitHub's limits by spacing requests, and waits where it is told to. Default true. */
  readonly throttle?: boolean;
  /** Unit of the waits between tries, which grow with the square of their number. Default 1000. */
  readonly milliseconds?: number;
  /** How long one answer may take. Default 30. */
  readonly seconds?: number;
}

const Patient = Octokit.plugin(throttling, retry);

/** What no second try mends. 405 and 409 say that something moved: what was judged must be judged again. */
const doNotRetry = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

export function clientOf(token: string, apiUrl: string, patience: Patience): Client {
  const { throttle = true, milliseconds = 1000, seconds = 30 } = patience;
  const octokit = new Patient({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent: "flaghoist",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(seconds * 1000) }),
    },
    retry: { doNotRetry, retryAfterBaseValue: milliseconds },
    throttle: throttle
      ? {
          retryAfterBaseValue: milliseconds,
          onRateLimit: (after: number, asked: Asked, _octokit: unknown, tries: number) =>
            mayWait(asked) && tries < 1 && after <= longestWait,
          onSecondaryRateLimit: (after: number, asked: Asked, _octokit: unknown, tries: number) =>
            mayWait(asked) && tries < 2 && after <= longestWait,
        }
      : { enabled: false, onRateLimit: never, onSecondaryRateLimit: never },
  });
  return {
    rest: octokit.rest,
    query: (doing, text, variables) =>
      octokit.graphql<never>(text, variables).catch((error: unknown) => {
        throw explained(doing, error);
      }),
    mutate: (text, variables) => octokit.graphql<never>(text, { ...variables, ...once }),
  };
}

interface Asked {
  readonly request: object;
}

const mayWait = ({ request }: Asked) => !("later" in request);

/** Seconds. A pass is worth a few minutes of waiting; longer, and the next one does the work. */
const longestWait = 180;

const silent = () => undefined;
const never = () => false;
