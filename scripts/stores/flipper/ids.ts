import { createHash } from "node:crypto";
import type { Secrets } from "../../flag/secrets.ts";

/** What stands for an id in a script and in what it prints. */
export function digestOf(key: string, id: string): string {
  return createHash("sha256").update(`${key}\0${id}`).digest("hex").slice(0, 16);
}

/** The ids of an environment variable, one a line. */
export function idsIn(variable: string, secrets: Secrets): readonly string[] {
  const lines = (secrets(variable) ?? "").split("\n").map((line) => line.replace(/\r$/, ""));
  return lines.filter((line) => line !== "");
}

/** The id that a digest stands for; where nobody here knows it, a text that is nobody's id. */
export function idOf(key: string, digest: string, ids: readonly string[]): string {
  return ids.find((id) => digestOf(key, id) === digest) ?? `unknown actor ${digest}`;
}
