import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { audited, jobsOf } from "../audits/audit.ts";

const folder = join(import.meta.dirname, "../../../.github/workflows");

/** One permission that a job declares: for its own token, or for that of the App. */
export interface Grant {
  /** `contents: read`, `app pull_requests: write` */
  readonly what: string;
  /** As a token's use tells it: `contents:read`. */
  readonly permission: string;
  /** Where it stands in the workflow file. */
  readonly path: readonly (string | number)[];
}

export interface GrantedJob {
  readonly file: string;
  readonly job: string;
  readonly grants: readonly Grant[];
}

/** Every job of a workflow file, with every permission it declares. */
export function grantedIn(file: string, text: string): readonly GrantedJob[] {
  return jobsOf(audited(file, text)).map(([job, { permissions = {}, steps = [] }]) => {
    if (typeof permissions === "string") throw new Error(`${file} ${job}: ${permissions} names no permission`);
    const own = Object.entries(permissions).map(([name, level]) =>
      grant("", name, level, ["jobs", job, "permissions", name]),
    );
    const app = steps.flatMap((step, at) =>
      Object.entries(step.with ?? {})
        .filter(([input]) => input.startsWith("permission-"))
        .map(([input, level]) => {
          const name = input.slice("permission-".length);
          return grant("app ", name, String(level), ["jobs", job, "steps", at, "with", input]);
        }),
    );
    return { file, job, grants: [...own, ...app] };
  });
}

function grant(whose: string, name: string, level: string, path: Grant["path"]): Grant {
  const plain = name.replaceAll("-", "_");
  return { what: `${whose}${plain}: ${level}`, permission: `${plain}:${level}`, path };
}

/** The workflow file without one permission. */
export function without(text: string, { path }: Grant): string {
  const document = parseDocument(text);
  if (!document.deleteIn(path)) throw new Error(`nothing stands at ${path.join(".")}`);
  return document.toString({ lineWidth: 0 });
}

/** Every job of every workflow of this repository. */
export const grantedJobs: readonly GrantedJob[] = readdirSync(folder).flatMap((file) =>
  grantedIn(file, readFileSync(join(folder, file), "utf8")),
);
