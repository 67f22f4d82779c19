import { execFile } from "node:child_process";
import { chown, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { withFreePort } from "./ports.ts";
import { freshFolder, type Service, startProcess } from "./process.ts";

const run = promisify(execFile);

export interface Postgres extends Service {
  /** A new, empty database of this server: its address. */
  createDatabase(name: string): Promise<string>;
}

/** A PostgreSQL of its own, without durability, that lets everybody in. `url` is its database `postgres`. */
export async function startPostgres(): Promise<Postgres> {
  const { dir, remove } = await freshFolder("postgres");
  try {
    const owner = await ownerOf(dir);
    const bin = await binaries();
    const data = join(dir, "data");
    const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
    await run(join(bin, "initdb"), initdb, { cwd: dir, ...owner });
    return await withFreePort(async (port) => {
      const settings = [
        "listen_addresses=127.0.0.1",
        `unix_socket_directories=${dir}`,
        "fsync=off",
        "full_page_writes=off",
        "synchronous_commit=off",
      ];
      const args = ["-D", data, "-p", `${port}`, ...settings.flatMap((setting) => ["-c", setting])];
      const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
      const url = address("postgres");
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
      const options = { dir, ready: () => answers(url), stopSignal: "SIGINT", ...owner } as const;
      const { pid, stop } = await startProcess(join(bin, "postgres"), args, options);
      return {
        url,
        dir,
        pid,
        stop: () => stop().finally(remove),
        async createDatabase(name) {
          await query(url, `create database "${name}"`);
          return address(name);
        },
      };
    });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The rows of one query, each as an object, on a connection of its own. */
export async function query(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows ?? [];
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  return (await query(url, "select 1")).length === 1;
}

/** The newest of Debian's, which do not stand on the PATH. */
async function binaries(): Promise<string> {
  const versions = (await readdir("/usr/lib/postgresql")).map(Number).filter(Number.isInteger);
  return `/usr/lib/postgresql/${Math.max(...versions)}/bin`;
}

/** PostgreSQL refuses to run as root; then it runs as the user its package made. */
async function ownerOf(dir: string): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (of) => Number((await run("id", [of, "postgres"])).stdout)),
  );
  await mkdir(dir, { recursive: true });
  await chown(dir, uid!, gid!);
  return { uid: uid!, gid: gid! };
}
