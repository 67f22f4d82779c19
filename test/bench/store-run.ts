import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { exposure } from "../../scripts/flag/exposure.ts";
import type { Wanted } from "../../scripts/flag/running.ts";
import type { Publication, StoreSettings } from "../../scripts/flag/settings.ts";
import { reconcile } from "../../scripts/reconcile/reconcile.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { goFeatureFlagStore } from "../../scripts/stores/go-feature-flag.ts";
import { openStore } from "../../scripts/stores/open.ts";
import { publishedAt } from "../../scripts/stores/publish.ts";
import type { Store } from "../../scripts/stores/store.ts";
import type { TextFile } from "../../scripts/stores/text-file.ts";
import { startFlipperDatabases } from "../services/flipper.ts";
import { startRedis } from "../services/redis.ts";
import { startUnleash } from "../services/unleash.ts";

/** One pass of a store: read all, compare, write what differs, each write read back. */
export interface Pass {
  readonly what: string;
  readonly requests: number;
  readonly seconds: number;
}

const root = mkdtempSync(join(tmpdir(), "flaghoist-bench-"));
let requests = 0;

/** Requests are counted where they leave the process: HTTP, a statement of PostgreSQL, a document read or written. */
function counted(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => {
    requests += 1;
    return fetch(...args);
  };
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: Parameters<typeof query>) {
    requests += 1;
    return query.apply(this, args);
  } as typeof query;
}

async function open(kind: string): Promise<{ readonly store: Store; readonly stop: () => Promise<void> }> {
  const at = (settings: StoreSettings, secrets: Readonly<Record<string, string>> = {}) =>
    openStore(settings, { root, secrets: (name) => secrets[name] });
  const nothing = async () => {};
  switch (kind) {
    case "flagd":
      return { store: flagdStore(document({ to: "file", file: "flags.json" })), stop: nothing };
    case "go-feature-flag":
      return { store: goFeatureFlagStore(document({ to: "file", file: "flags.json" })), stop: nothing };
    case "flagd-on-redis": {
      const redis = await startRedis();
      const place = { to: "redis", url: "REDIS_URL", key: "flags" } as const;
      return { store: flagdStore(document(place, redis.url)), stop: redis.stop };
    }
    case "flipper-sql": {
      const databases = await startFlipperDatabases();
      const url = await databases.fresh();
      return { store: at({ kind, url: "DATABASE_URL" }, { DATABASE_URL: url }), stop: databases.server.stop };
    }
    default: {
      const server = await startUnleash();
      const place = { url: server.url, token: "TOKEN", project: "default", environment: "production" };
      return { store: at({ kind: "unleash", ...place }, { TOKEN: server.adminToken }), stop: server.stop };
    }
  }
}

/** A document whose reading and writing count as one request each. */
function document(place: Publication, url = ""): TextFile {
  const inner = publishedAt(place, { root, secrets: () => url });
  const once = <T>(answer: Promise<T>) => {
    requests += 1;
    return answer;
  };
  return {
    name: inner.name,
    read: () => once(inner.read()),
    write: (text, expected) => once(inner.write(text, expected)),
  };
}

const variants = { on: true, off: false };

/** Every flag at 10 %, all but the first `raised` of them; those at 50 %. */
function wanted(size: number, raised: number): readonly Wanted[] {
  return Array.from({ length: size }, (_, index) => {
    const percent = index < raised ? 50 : 10;
    const plan = { plan: `plan-${index}`, standing: `at-${percent}` };
    return { key: `flag-${index}`, ...plan, exposure: exposure([], percent), variants, held: null };
  });
}

async function pass(what: string, store: Store, flags: readonly Wanted[]): Promise<Pass> {
  requests = 0;
  const started = performance.now();
  const readings = await store.read(flags.map(({ key }) => key));
  const context = { commit: what, at: new Date().toISOString(), cohort: store.capabilities.cohort };
  const writes = reconcile(flags, readings, context).flatMap((step) => ("write" in step ? [step.write] : []));
  const results = writes.length === 0 ? [] : await store.write(writes);
  const failed = results.find(({ status }) => status !== "applied");
  if (failed !== undefined) throw new Error(`${store.name}, ${failed.key}: ${failed.status}, ${failed.detail}`);
  return { what, requests, seconds: (performance.now() - started) / 1000 };
}

const [, , kind = "flagd", size = "100"] = process.argv;
counted();
const { store, stop } = await open(kind);
try {
  const count = Number(size);
  const passes = [
    await pass("first of all", store, wanted(count, 0)),
    await pass("nothing to do", store, wanted(count, 0)),
    await pass("one change", store, wanted(count, 1)),
    await pass("all changed", store, wanted(count, count)),
  ];
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ passes, mebibytes })}\n`);
} finally {
  await stop();
  rmSync(root, { recursive: true, force: true });
}
