import { isDeepStrictEqual } from "node:util";
import { answer, type Fault, type Seen } from "../../../http/faults.ts";
import { type Doc, forSdk, type Given, makeFlag, problemOf, shown } from "./flags.ts";
import { applyInstructions, applyJsonPatch } from "./patches.ts";

/** What the account is like, beside its flags. */
export interface Account {
  /** Environments whose changes need an approval. */
  readonly approvals?: readonly string[];
  /** By flag key, changes scheduled in production; one that `breaks` is one that a patch of ours would make fail. */
  readonly scheduled?: Readonly<Record<string, readonly { readonly breaks: boolean }[]>>;
  /** Keys of flags that a guarded rollout watches. */
  readonly guarded?: readonly string[];
  /** Headers of a 429 that answers everything. */
  readonly limited?: Readonly<Record<string, string>>;
  /** What a failed `test` of a JSON Patch is answered with, which no documentation says. */
  readonly failedTest?: number;
  /** Plans without scheduled changes forbid to ask for them. */
  readonly unscheduled?: boolean;
  /** By flag key, the status its patches are answered with: what a role forbids, or what breaks with this flag alone. */
  readonly refuses?: Readonly<Record<string, number>>;
}

export const project = "default";
export const environments = ["production", "staging", "test"];

export interface Entry {
  readonly date: number;
  readonly environment: string | null;
  readonly key: string;
  readonly said: object;
}

/** Everything a fake remembers. */
export interface World {
  readonly token: string | null;
  readonly flags: Map<string, Doc>;
  readonly log: Entry[];
  account: Account;
  clock: number;
}

export function tick(world: World): number {
  world.clock += 1000;
  return world.clock;
}

/** Stores a changed copy, counting what changed; the answer to the request. */
export function store(world: World, doc: Doc, was: Doc, by: object, query: URLSearchParams, comment: unknown): Fault {
  const problem = problemOf(doc);
  if (problem !== null) return refused(400, "invalid_request", problem);
  const changed = environments.filter((name) => !isDeepStrictEqual(doc.environments[name], was.environments[name]));
  if (changed.some((name) => world.account.approvals?.includes(name))) {
    return refused(405, "method_not_allowed", "Approval is required to make this request");
  }
  const breaks = world.account.scheduled?.[doc.key]?.some((one) => one.breaks) ?? false;
  if (changed.includes("production") && breaks && query.get("ignoreConflicts") !== "true") {
    return refused(400, "invalid_request", "this change would cause a pending scheduled change to fail");
  }
  for (const name of changed) doc.environments[name]!.version += 1;
  const { environments: _, ...rest } = doc;
  const { environments: __, ...before } = was;
  if (!isDeepStrictEqual(rest, before)) doc._version += 1;
  for (const config of Object.values(doc.environments)) config.archived = doc.archived;
  if (query.get("dryRun") === "true") return json(200, shown(doc, null, false));
  world.flags.set(doc.key, doc);
  for (const name of changed.length === 0 ? [null] : changed) {
    const words = {
      titleVerb: "updated the flag",
      shortDescription: "changed",
      ...(typeof comment === "string" && { comment }),
    };
    world.log.push({ date: tick(world), environment: name, key: doc.key, said: { ...by, ...words } });
  }
  return json(200, shown(doc, null, false));
}

const robot = (world: World) => ({
  token: { _id: "t1", name: "release robot", ending: (world.token ?? "none").slice(-4), serviceToken: true },
  member: { email: "platform@example.gov" },
});

function patch(world: World, was: Doc, type: string, text: string, query: URLSearchParams): Fault | null {
  const body = parse(text);
  const doc = structuredClone(was);
  const status = world.account.refuses?.[was.key];
  if (status !== undefined) return refused(status, "forbidden", "Access to the requested resource was denied");
  if (/domain-model=launchdarkly\.semanticpatch/.test(type)) {
    if (!isObject(body) || !Array.isArray(body.instructions))
      return refused(422, "invalid_request", "not a semantic patch");
    const { environmentKey, instructions, comment } = body;
    if (!applyInstructions(doc, environmentKey as string | undefined, instructions)) {
      return refused(400, "invalid_request", "invalid instruction");
    }
    return store(world, doc, was, robot(world), query, comment);
  }
  const operations = Array.isArray(body) ? body : isObject(body) ? body.patch : null;
  if (!Array.isArray(operations)) return refused(400, "invalid_patch", "not a JSON patch");
  const done = applyJsonPatch(doc, operations);
  if (done.ok) return store(world, doc, was, robot(world), query, isObject(body) ? body.comment : undefined);
  if (done.failed === "test")
    return refused(world.account.failedTest ?? 409, "optimistic_locking_error", "test failed");
  return refused(400, "invalid_patch", "invalid JSON patch");
}

function list(world: World, query: URLSearchParams): Fault | null {
  const known = ["env", "summary", "limit", "offset", "sort", "filter"];
  if ([...query.keys()].some((name) => !known.includes(name))) return null;
  const filter = query.get("filter") ?? "";
  const chosen = [...world.flags.values()].filter((doc) => {
    if (filter === "state:archived") return doc.archived;
    if (filter === "guardedRollout:monitoring")
      return !doc.archived && (world.account.guarded?.includes(doc.key) ?? false);
    return !doc.archived;
  });
  if (!["", "state:archived", "guardedRollout:monitoring"].includes(filter)) return null;
  const limit = Math.min(100, Number(query.get("limit") ?? 20));
  const offset = Number(query.get("offset") ?? 0);
  const items = chosen.slice(offset, offset + limit);
  const here = query.getAll("env");
  const next = `/api/v2/flags/${project}?limit=${limit}&offset=${offset + limit}`;
  const links = offset + limit < chosen.length ? { next: { href: next, type: "application/json" } } : {};
  const summary = query.get("summary") !== "0" || here.length === 0;
  const shows = items.map((doc) => shown(doc, here, summary));
  return json(200, { items: shows, totalCount: chosen.length, _links: { self: { href: next }, ...links } });
}

function create(world: World, text: string): Fault {
  const body = parse(text);
  if (!isObject(body) || typeof body.key !== "string") return refused(400, "invalid_request", "key is required");
  if (world.flags.has(body.key)) return refused(409, "conflict", "A feature with that key already exists");
  const doc = makeFlag(body as unknown as Given, project, environments, tick(world));
  const problem = problemOf(doc);
  if (problem !== null) return refused(400, "invalid_request", problem);
  world.flags.set(doc.key, doc);
  world.log.push({
    date: world.clock,
    environment: null,
    key: doc.key,
    said: { ...robot(world), titleVerb: "created the flag" },
  });
  return json(201, shown(doc, null, false));
}

function audit(world: World, spec: string): Fault {
  const [, where, key] = /:env\/([^:]+):flag\/(.+)$/.exec(spec) ?? [];
  const items = world.log.filter((one) => one.key === key && (one.environment === null || one.environment === where));
  return json(200, { items: items.map(({ date, said }) => ({ date, kind: "flag", ...said })).reverse() });
}

/** Null where nothing is known of what comes back. */
export function respond(world: World, { line, headers, body }: Seen): Fault | null {
  const [method = "", target = ""] = line.split(" ");
  const url = new URL(target, "http://fake");
  const query = url.searchParams;
  const parts = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (url.pathname === "/sdk/latest-all") {
    const environment = environments.find((name) => headers.authorization === `sdk-${name}`);
    if (environment === undefined) return refused(401, "unauthorized", "invalid SDK key");
    const live = [...world.flags.values()].filter(({ archived }) => !archived);
    return json(200, {
      flags: Object.fromEntries(live.map((doc) => [doc.key, forSdk(doc, environment)])),
      segments: {},
    });
  }
  if (parts[0] !== "api" || parts[1] !== "v2") return null;
  if (world.token !== null && headers.authorization !== world.token)
    return refused(401, "unauthorized", "Invalid account ID header");
  if (world.account.limited !== undefined) {
    return answer(429, said("rate_limited", "Too many requests"), {
      "content-type": "application/json",
      ...world.account.limited,
    });
  }
  const [, , room, owner, ...rest] = parts;
  if (room === "auditlog") return audit(world, query.get("spec") ?? "");
  if (owner !== project) return refused(404, "not_found", "Unknown project");
  if (room === "projects" && rest[0] === "environments" && rest.length === 2) {
    return environments.includes(rest[1]!)
      ? json(200, { key: rest[1] })
      : refused(404, "not_found", "Unknown environment");
  }
  if (room === "projects" && rest.at(-1) === "scheduled-changes") {
    if (world.account.unscheduled) return refused(403, "forbidden", "Access to the requested resource was denied");
    return json(200, { items: world.account.scheduled?.[rest[1]!] ?? [] });
  }
  if (room !== "flags") return null;
  if (rest.length === 0) return method === "GET" ? list(world, query) : method === "POST" ? create(world, body) : null;
  const doc = world.flags.get(rest[0]!);
  if (doc === undefined) return refused(404, "not_found", "Unknown feature key");
  const here = query.getAll("env");
  if (method === "GET") return json(200, shown(doc, here.length === 0 ? null : here, false));
  return method === "PATCH" ? patch(world, doc, headers["content-type"] ?? "", body, query) : null;
}

const json = (status: number, body: unknown): Fault => answer(status, JSON.stringify(body));
const said = (code: string, message: string) =>
  JSON.stringify({ code, message, id: "30ce6058-87da-11e4-b116-123b93f75cba" });
export const refused = (status: number, code: string, message: string): Fault => answer(status, said(code, message));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
