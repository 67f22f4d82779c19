import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { databaseIn } from "../../../scripts/stores/flipper/database.ts";
import { query } from "../../services/postgres.ts";
import { here, useTown } from "./town.ts";

it.each([
  [undefined, "set DATABASE_URL in the environment"],
  [" \n", "set DATABASE_URL in the environment"],
  ["localhost:5432/db", "write postgres://"],
  ["https://u:hunter2@h/db", "write postgres://"],
])("DATABASE-1  %j is no address, and is not repeated", async (address, why) => {
  const answer = await databaseIn("DATABASE_URL", () => address).on(async () => 1);
  expect(answer).toMatchObject({ ok: false, trouble: { why: expect.stringContaining(why) } });
  expect(JSON.stringify(answer)).not.toContain("hunter2");
});

it("DATABASE-2  a server nobody can reach is an answer, each time it is asked", async () => {
  const database = databaseIn("DATABASE_URL", () => "postgres://u:hunter2@127.0.0.1:1/db");
  for (const _ of [1, 2]) {
    const answer = await database.on(async () => 1);
    expect(answer).toMatchObject({ ok: false, trouble: { status: "unreachable" } });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  }
});

/** A server that has no TLS: the first bytes of whoever comes, and the address of this machine by another name. */
async function withoutTls(): Promise<{ readonly url: string; readonly heard: Buffer[]; close(): void }> {
  const heard: Buffer[] = [];
  const server = createServer((client) => {
    client.on("error", () => undefined);
    client.on("data", (bytes) => {
      heard.push(bytes);
      if (bytes.length === 8) client.write("N");
      else client.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  const port = typeof at === "object" && at !== null ? at.port : 0;
  return { url: `postgres://ada:hunter2@0.0.0.0:${port}/db`, heard, close: () => server.close() };
}

it("DATABASE-3  over a network it is asked in TLS, unless its address says otherwise; on this machine it need not be", async () => {
  const server = await withoutTls();
  const ask = (url: string) => databaseIn("DATABASE_URL", () => url).on(async () => 1);
  expect(await ask(server.url)).toMatchObject({
    trouble: { status: "invalid", why: expect.stringContaining("sslmode=disable") },
  });
  expect(Buffer.concat(server.heard).toString()).not.toContain("ada");
  for (const url of [`${server.url}?sslmode=disable`, server.url.replace("0.0.0.0", "localhost")]) {
    server.heard.length = 0;
    expect(await ask(url)).toMatchObject({ trouble: { status: "unreachable" } });
    expect(Buffer.concat(server.heard).toString()).toContain("ada");
  }
  server.close();
});

it("DATABASE-4  a password that cannot be decoded is told, and not repeated", async () => {
  const answer = await databaseIn("DATABASE_URL", () => "postgres://u:hunter2%ff@127.0.0.1:1/db").on(async () => 1);
  expect(answer).toMatchObject({
    ok: false,
    trouble: { status: "invalid", why: expect.stringContaining("%40 for @") },
  });
  expect(JSON.stringify(answer)).not.toContain("hunter2");
});

describe.skipIf(!here)("a real database", () => {
  const town = useTown();

  // Without the defence the error has no listener and ends the process, which vitest tells as an unhandled one.
  it("DATABASE-5  a connection that ends between two questions is an answer to the second, and the next has another", async () => {
    const database = databaseIn("DATABASE_URL", () => town().url);
    const answer = await database.on(async (ask) => {
      await ask("SELECT 1");
      const ours = "application_name = 'flaghoist'";
      await query(town().url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ours}`);
      await sleep(100);
      return ask("SELECT 2");
    });
    expect(answer).toMatchObject({ ok: false, trouble: { status: "unreachable" } });
    expect(await database.on(async () => 1)).toEqual({ ok: true, value: 1 });
  });
});
