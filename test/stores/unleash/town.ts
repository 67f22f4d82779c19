import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Exposure } from "../../../scripts/flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../../../scripts/flag/running.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import { featureIn, type InEnvironment } from "../../../scripts/stores/unleash/feature.ts";
import { type UnleashSettings, unleashStore } from "../../../scripts/stores/unleash.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { napping } from "../../http/clock.ts";
import { query } from "../../services/postgres.ts";
import { startUnleash, type UnleashServer } from "../../services/unleash.ts";
import { type Passage, startPassage } from "./proxy.ts";

/** A real Unleash behind a proxy, emptied before each test, and the hands that a person has in its user interface. */
export interface Town {
  readonly server: UnleashServer;
  readonly proxy: Passage;
  readonly store: Store;
  open(more?: Partial<UnleashSettings>, secret?: string): Store;
  read(key: string): Promise<Reading>;
  put(key: string, wanted: Exposure | null, more?: Partial<Write>): Promise<WriteResult>;
  /** A request of the Admin API, past the proxy: below /api/admin. */
  admin(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  /** The personal token of an editor, whom Unleash lets write and does not let pass by its approvals. */
  editor(): Promise<string>;
  /** The flag in our environment, as Unleash has it. */
  here(key: string): Promise<InEnvironment>;
  /** Everything Unleash holds about flags, row by row. */
  rows(): Promise<unknown>;
  /** The requests since the n-th that change something. */
  changes(from: number): readonly string[];
}

export const environment = "production";

export function useTown(): () => Town & { clear(): Promise<void> } {
  let town: Town & { clear(): Promise<void> };
  beforeAll(async () => {
    town = await openTown();
  }, 90_000);
  beforeEach(async () => {
    town.proxy.right();
    await town.clear();
  });
  afterAll(async () => {
    await town.proxy.close();
    await town.server.stop();
  });
  return () => town;
}

export async function openTown(): Promise<Town & { clear(): Promise<void> }> {
  const server = await startUnleash();
  // Here nobody waits between archiving a flag and deleting it, as one must: see flagsIn.
  await query(server.database, "alter table feature_lifecycles drop constraint feature_lifecycles_feature_fkey");
  const proxy = await startPassage(server.url);
  const open = (more: Partial<UnleashSettings> = {}, secret = server.adminToken) => {
    const settings = { kind: "unleash", url: proxy.url, token: "T", project: "default", environment, ...more } as const;
    return unleashStore(settings, () => secret, { clock: napping() });
  };
  const store = open();
  const admin: Town["admin"] = async (method, path, body) => {
    const response = await fetch(`${server.url}/api/admin${path}`, {
      method,
      headers: { authorization: server.adminToken, "content-type": "application/json", connection: "close" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === "" ? null : JSON.parse(text) };
  };
  const read = async (key: string) => (await store.read([key])).get(key)!;
  let made: Promise<string> | null = null;
  return {
    server,
    proxy,
    store,
    open,
    editor: () => {
      made ??= makeEditor(server.url, admin);
      return made;
    },
    read,
    put: async (key, wanted, more = {}) =>
      (await store.write([writing(key, wanted, { expected: runningOf(await read(key)), ...more })]))[0]!,
    admin,
    async here(key) {
      const { json } = await admin("GET", `/projects/default/features/${key}`);
      return featureIn(json)!.environments.get(environment)!;
    },
    async rows() {
      const tables = {
        features: "name, description, type, stale, archived_at",
        feature_environments: "feature_name, environment, enabled, variants",
        feature_strategies:
          "id, feature_name, environment, strategy_name, parameters, constraints, title, disabled, sort_order, variants",
        feature_strategy_segment: "feature_strategy_id, segment_id",
        dependent_features: "parent, child, enabled, variants",
      };
      const list = Object.entries(tables).map(([table, columns]) =>
        query(server.database, `select ${columns} from ${table} order by 1, 2`),
      );
      return Promise.all(list);
    },
    changes: (from) =>
      proxy.seen
        .slice(from)
        .flatMap(({ line }) => (line.startsWith("GET") || line.includes("/playground") ? [] : [line])),
    async clear() {
      await query(server.database, "delete from dependent_features");
      await query(server.database, "delete from features");
      await query(server.database, "delete from segments");
      await query(server.database, "delete from change_request_settings");
    },
  };
}

/** Signs a person in: the cookies of a session in Unleash's own user interface. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${url}/auth/simple/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

async function makeEditor(url: string, admin: Town["admin"]): Promise<string> {
  const [username, password] = ["flaghoist", "Correct-horse-9-battery!"];
  await admin("POST", "/user-admin", {
    username,
    email: "flaghoist@example.gov",
    rootRole: 2,
    sendEmail: false,
    password,
  });
  const cookie = await signIn(url, username, password);
  const response = await fetch(`${url}/api/admin/user/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ description: "sync", expiresAt: "2099-01-01T00:00:00.000Z" }),
  });
  const { secret } = (await response.json()) as { readonly secret?: string };
  // Without one the tests of an editor would be tests of an admin.
  if (secret === undefined) throw new Error(`no token was made for an editor: ${response.status}`);
  return secret;
}
