import type { DateTime } from "luxon";
import type { Permission } from "../../openapi/operations.ts";
import type { Permissions } from "./actors.ts";

/**
 * Who speaks to the API, and what with: a person, an App installed somewhere, the `GITHUB_TOKEN` of a job, or an App
 * itself (which may only ask for installation tokens).
 */
export interface Token {
  readonly value: string;
  readonly kind: "user" | "installation" | "workflow" | "app";
  readonly login: string;
  /** Slug of the App, where it is one. */
  readonly app: string | null;
  /** Null: a person, who may what their role allows. */
  readonly permissions: Permissions | null;
  /** Full names of the repositories it reaches; null: all. */
  readonly repositories: readonly string[] | null;
  readonly expiresAt: DateTime | null;
  /** Every permission that a request made with it needed. */
  readonly used: Set<Permission>;
  revoked: boolean;
}

/** Whether a token grants a permission; `metadata:read` comes with every token. */
export function grants(permissions: Permissions, needed: Permission): boolean {
  const [name, level] = needed.split(":") as [string, "read" | "write"];
  if (name === "metadata" && level === "read") return true;
  const had = permissions[name];
  return had === "admin" || had === "write" || (had === "read" && level === "read");
}
