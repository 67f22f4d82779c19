/** What kept GitHub from doing what was asked. Stable, so that callers can tell a wrong setting from an outage. */
export type GithubReason = "unreachable" | "not-allowed" | "not-found" | "refused" | "too-much" | "unexpected";

/** GitHub could not, or would not: the message has the place and the way out, and never a token. */
export class GithubError extends Error {
  override readonly name = "GithubError";
  readonly reason: GithubReason;
  /** The answer's status; null where there was none. */
  readonly status: number | null;
  constructor(reason: GithubReason, message: string, status: number | null = null) {
    super(message);
    this.reason = reason;
    this.status = status;
  }
}

/** What Octokit throws, as far as it is looked at. `errors` is what GraphQL says beside the data. */
interface Thrown {
  readonly status?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
  readonly data?: unknown;
  readonly response?: { readonly data?: unknown; readonly headers?: Readonly<Record<string, unknown>> };
}

export interface GraphqlProblem {
  readonly type: string | null;
  readonly message: string;
}

/** What GraphQL found wrong with a request it did understand; null where it was something else that failed. */
export function graphqlProblems(error: unknown): readonly GraphqlProblem[] | null {
  const { errors } = thrown(error);
  if (!Array.isArray(errors)) return null;
  return errors.map((one: { readonly type?: unknown; readonly message?: unknown } | null) => ({
    type: typeof one?.type === "string" ? one.type : null,
    message: words(one?.message),
  }));
}

/** The status of the answer, or null where none came. */
export function statusOf(error: unknown): number | null {
  const { status, response } = thrown(error);
  return typeof status === "number" && response !== undefined ? status : null;
}

/** GitHub's own words, short and on one line: it may quote what people wrote. */
export function said(error: unknown): string {
  const { message, response } = thrown(error);
  const data = response?.data;
  const own = typeof data === "object" && data !== null && "message" in data ? data.message : message;
  return words(own);
}

/** Whether it may have been done all the same: no answer came, or one that says nothing of what was asked. */
export function inDoubt(error: unknown): boolean {
  const status = statusOf(error);
  return graphqlProblems(error) === null && (status === null || status >= 500);
}

/** Whether GitHub did nothing because it was asked too much: that is no answer to what was asked. */
export function tooFast(error: unknown): boolean {
  const status = statusOf(error);
  const left = thrown(error).response?.headers?.["x-ratelimit-remaining"];
  return status === 429 || (status === 403 && (left === "0" || /rate limit/i.test(said(error))));
}

/** An error of ours, for `doing` something: "to read the pull requests of example/app". */
export function explained(doing: string, error: unknown): GithubError {
  if (error instanceof GithubError) return error;
  const problems = graphqlProblems(error);
  if (problems !== null) {
    const [first] = problems;
    const reason = first?.type === "NOT_FOUND" ? "not-found" : first?.type === "FORBIDDEN" ? "not-allowed" : "refused";
    return new GithubError(reason, `GitHub refused ${doing}: ${first?.message ?? "it does not say why"}`);
  }
  const status = statusOf(error);
  const needed = thrown(error).response?.headers?.["x-accepted-github-permissions"];
  if (status === null)
    return new GithubError("unreachable", `GitHub gave no answer ${doing}: ${said(error)}; the next pass tries again`);
  if (status >= 500)
    return new GithubError("unreachable", `GitHub answered ${status} ${doing}; the next pass tries again`, status);
  if (status === 401)
    return new GithubError("not-allowed", `GitHub does not know the token ${doing}; is it expired or revoked?`, 401);
  if (typeof needed === "string" && (status === 403 || status === 404))
    return new GithubError("not-allowed", `GitHub does not let us ${doing}: the token needs ${words(needed)}`, status);
  const reason = status === 404 ? "not-found" : status === 403 || status === 429 ? "not-allowed" : "refused";
  return new GithubError(reason, `GitHub answered ${status} ${doing}: ${said(error)}`, status);
}

function thrown(error: unknown): Thrown {
  return typeof error === "object" && error !== null ? error : {};
}

/** GitHub's tokens by their beginnings, and whatever stands where a request carries one: an answer may quote it. */
const tokens = /\b(?:gh[a-z]_|github_pat_)[\w.-]+|(?<=\b(?:basic|bearer|token)\s+)[\w.~+/-]{16,}=*/gi;

function words(value: unknown): string {
  const text = typeof value === "string" ? value : "it does not say why";
  return text
    .replace(tokens, "***")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .slice(0, 300)
    .trim();
}
