import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { withFreePort } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { answers, freshFolder, type Service, startProcess } from "./process.ts";
import { requireService } from "./require.ts";

/** A fresh Unleash with its own database. Its environments are `development` and `production`. */
export interface UnleashServer extends Service {
  /** For the Admin API, which our store uses. */
  readonly adminToken: string;
  /** For SDKs of `production`. */
  readonly clientToken: string;
  /** The address of its database. */
  readonly database: string;
}

const program = join(import.meta.dirname, "unleash/node_modules/unleash-server/dist/server.js");

/** True where the server and its database can be started; in CI it fails where they cannot, elsewhere it says so. */
export function requireUnleash(): boolean {
  if (!requireService("postgresql-15")) return false;
  if (existsSync(program)) return true;
  const line = "the Unleash server is missing: run node scripts/install.mjs --services";
  if (process.env.CI === "true") throw new Error(line);
  process.stderr.write(`${line}; its tests are skipped\n`);
  return false;
}

/** Starts the server that test/services/unleash/package.json pins, on a PostgreSQL of its own. Nothing is called out. */
export async function startUnleash(): Promise<UnleashServer> {
  const postgres = await startPostgres();
  const { dir, remove } = await freshFolder("unleash");
  // Of this server alone: whoever else listens on its port does not know them.
  const adminToken = `*:*.admin-for-tests-${randomUUID()}`;
  const clientToken = `default:production.client-for-tests-${randomUUID()}`;
  try {
    const database = await postgres.createDatabase("unleash");
    return await withFreePort(async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const env = {
        DATABASE_URL: database,
        DATABASE_SSL: "false",
        HTTP_HOST: "127.0.0.1",
        HTTP_PORT: `${port}`,
        CHECK_VERSION: "false",
        SEND_TELEMETRY: "false",
        INIT_ADMIN_API_TOKENS: adminToken,
        INIT_CLIENT_API_TOKENS: clientToken,
        // Else an SDK sees a write a second or so later.
        CLIENT_FEATURE_CACHING_ENABLED: "false",
        LOG_LEVEL: "warn",
        NODE_ENV: "production",
      };
      const headers = { authorization: adminToken };
      const ready = async () =>
        (await answers(`${url}/health`)) && (await fetch(`${url}/api/admin/user`, { headers })).ok;
      const { pid, stop } = await startProcess(process.execPath, [program], {
        dir,
        env,
        ready,
        deadlineMs: 40_000,
      });
      return {
        url,
        dir,
        pid,
        adminToken,
        clientToken,
        database,
        stop: () =>
          stop()
            .finally(() => postgres.stop())
            .finally(remove),
      };
    });
  } catch (error) {
    await postgres.stop().finally(remove);
    throw error;
  }
}
