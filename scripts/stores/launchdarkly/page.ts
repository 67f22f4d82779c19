import { isObject } from "../flagd/json.ts";
import { type Flag, flagOf } from "./flag.ts";

/** Flags by key; null for one that cannot be understood. What is not in it does not exist. */
export type Found = ReadonlyMap<string, Flag | null>;

export type Filter = "live" | "archived" | "guarded";

export interface Page {
  readonly flags: Found;
  readonly more: boolean;
  readonly total: number;
  readonly size: number;
}

const filters: Readonly<Record<Filter, string>> = {
  live: "",
  archived: "&filter=state%3Aarchived",
  guarded: "&filter=guardedRollout%3Amonitoring",
};

const most = 100;

/**
 * The query of one page, in the order in which flags were made, so that a new one shifts no other.
 * Without `summary=0` the list leaves out who is targeted. https://launchdarkly.com/docs/api/feature-flags/get-feature-flags
 */
export function pageQuery(environment: string, filter: Filter, offset: number): string {
  const here = `?env=${encodeURIComponent(environment)}&summary=0`;
  return `${here}&limit=${most}&offset=${offset}&sort=creationDate${filters[filter]}`;
}

export function pageIn(json: unknown): Page | null {
  if (!isObject(json) || !Array.isArray(json.items)) return null;
  const flags = new Map<string, Flag | null>();
  for (const item of json.items) {
    if (!isObject(item) || typeof item.key !== "string") return null;
    flags.set(item.key, flagOf(item));
  }
  const more = isObject(json._links) && isObject(json._links.next) && flags.size > 0;
  const total = typeof json.totalCount === "number" ? json.totalCount : flags.size;
  return { flags, more, total, size: json.items.length };
}
