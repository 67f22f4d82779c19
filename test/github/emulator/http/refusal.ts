/** An answer that is a no, thrown where it is found. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, extra: Readonly<Record<string, unknown>> = {}, headers = {}) {
    super(message);
    this.status = status;
    this.body = { message, documentation_url: "https://docs.github.com/rest", status: String(status), ...extra };
    this.headers = headers;
  }
}

export const notFound = () => new Refusal(404, "Not Found");

/** 422 with one error on one field. */
export const invalid = (resource: string, field: string, message: string) =>
  new Refusal(422, "Validation Failed", { errors: [{ resource, field, code: "custom", message }] });

/** A token without the permission. GitHub says which would do, except for teams, which it pretends not to know. */
export function forbidden(need: readonly string[]): Refusal {
  if (need.some((permission) => permission.startsWith("members:"))) return notFound();
  const accepted = need.map((permission) => permission.replace(":", "=")).join("; ");
  return new Refusal(403, "Resource not accessible by integration", {}, { "x-accepted-github-permissions": accepted });
}
