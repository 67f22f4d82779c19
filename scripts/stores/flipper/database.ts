import type { Pool, PoolClient } from "pg";
import type { Secrets } from "../../flag/secrets.ts";
import { isLoopback } from "../../http/address.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export type Rows = readonly Readonly<Record<string, string | boolean | null>>[];

/** One connection: a statement and its values, and what came back. */
export type Ask = (
  text: string,
  values?: readonly unknown[],
) => Promise<{ readonly rows: Rows; readonly count: number }>;

export type Answered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** A PostgreSQL database, reached when it is first asked. */
export interface Database {
  /** Runs `use` on one connection. What the world does wrong is an answer; after it the connection is not used again. */
  on<T>(use: (ask: Ask) => Promise<T>): Promise<Answered<T>>;
}

/**
 * The database whose address stands in an environment variable, asked in TLS with a certificate that is checked wherever
 * it is not on this machine and the address says nothing else (`sslmode`, `sslrootcert`). Waits at most 10 s for
 * it and 30 s for an answer.
 */
export function databaseIn(variable: string, secrets: Secrets): Database {
  let pool: Promise<Pool> | null = null;

  async function connect(url: string): Promise<PoolClient> {
    pool ??= openPool(url);
    return (await pool).connect();
  }

  return {
    async on(use) {
      const url = secrets(variable)?.trim() ?? "";
      if (url === "") {
        const why = `set ${variable} in the environment: it is the address of the database, postgres://...`;
        return { ok: false, trouble: { status: "unauthorised", why } };
      }
      if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
        const why = `${variable} does not hold an address: write postgres://user:password@host/database`;
        return { ok: false, trouble: { status: "invalid", why } };
      }
      let client: PoolClient | null = null;
      try {
        client = await connect(url);
        const value = await use(asking(client));
        client.release();
        return { ok: true, value };
      } catch (error) {
        client?.release(true);
        const trouble = troubleOf(error, variable);
        if (trouble === null) throw error;
        return { ok: false, trouble };
      }
    },
  };
}

const asking =
  (client: PoolClient): Ask =>
  async (text, values = []) => {
    const { rows, rowCount } = await client.query(text, [...values]);
    return { rows, count: rowCount ?? 0 };
  };

/** Loaded only here: most repositories have no database. */
async function openPool(url: string): Promise<Pool> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    allowExitOnIdle: true,
    idleTimeoutMillis: 1000,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    application_name: "flaghoist",
    ...(inTheOpen(new URL(url)) && { ssl: true }),
  });
  // A connection that breaks while nobody asks it anything would end the process: the next question finds out.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** True where ids and passwords would cross a network in the clear, and the address does not say that they may. */
function inTheOpen({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get("host") ?? hostname;
  const here = host === "" || host.startsWith("/") || isLoopback(host);
  return !here && ![...searchParams.keys()].some((name) => name.startsWith("ssl"));
}
