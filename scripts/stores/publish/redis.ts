import type { RedisClientType } from "@redis/client";
import type { Secrets } from "../../flag/secrets.ts";
import type { Publication } from "../../flag/settings.ts";
import { DocumentProblem, type TextFile } from "../text-file.ts";
import { fits, largest, textOf, tooLarge } from "./bytes.ts";
import { certain, type Sent } from "./certain.ts";
import { isReply, redisProblem } from "./redis-problem.ts";

type Settings = Omit<Extract<Publication, { readonly to: "redis" }>, "to">;

/**
 * A string key of Redis as a document. Compared and swapped by WATCH, MULTI and EXEC on one connection
 * (https://redis.io/docs/latest/develop/using-commands/transactions/): the EXEC is refused where anybody touched the
 * key in between. A time to live that somebody set is taken off, so that no document ends by itself.
 */
export function redisText({ url: variable, key }: Settings, secrets: Secrets, timeoutMs = 10_000): TextFile {
  const name = `${key} in Redis (${variable})`;

  /** One connection for one purpose, closed behind it, and given up on after the time-out whatever it waits for. */
  async function on<T>(use: (client: RedisClientType) => Promise<T>): Promise<T> {
    const client = await open(variable, secrets);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      client.destroy();
    }, timeoutMs);
    try {
      await client.connect();
      return await use(client);
    } catch (error) {
      throw redisProblem(error, name, late ? timeoutMs : null);
    } finally {
      clearTimeout(timer);
      if (client.isOpen) client.destroy();
    }
  }

  async function textIn(client: RedisClientType): Promise<string | null> {
    const { RESP_TYPES } = await import("@redis/client");
    const bytes = await client.strLen(key);
    if (bytes > largest) throw tooLarge(name, bytes);
    const found = await client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(key);
    return found === null ? null : textOf(found, name);
  }

  const read = () => on(textIn);

  return {
    name,
    read,
    async write(text, expected) {
      fits(text, name);
      const sent = await on(async (client): Promise<Sent> => {
        await client.watch(key);
        if ((await textIn(client)) !== expected) return "changed";
        try {
          await client.multi().set(key, text).exec();
          return "written";
        } catch (error) {
          const { WatchError } = await import("@redis/client");
          if (error instanceof WatchError) return "changed";
          if (await isReply(error)) throw error;
          return { lost: redisProblem(error, name, null).message };
        }
      });
      return certain(sent, { name, text, expected }, read);
    },
  };
}

async function open(variable: string, secrets: Secrets): Promise<RedisClientType> {
  const url = secrets(variable)?.trim() ?? "";
  if (url === "") {
    const why = `set ${variable} in the environment: it is the address of the server, redis://user:password@host:port/db`;
    throw new DocumentProblem("unauthorised", why);
  }
  try {
    if (!/^rediss?:\/\//.test(url)) throw new TypeError("no address of a Redis");
    // Loaded only here: most repositories have no Redis.
    const { createClient } = await import("@redis/client");
    // The older protocol asks for no greeting, so that any version and any access list will do.
    const socket = { reconnectStrategy: false } as const;
    const client = createClient({ url, socket, RESP: 2, disableClientInfo: true, disableOfflineQueue: true });
    client.on("error", () => undefined);
    return client as unknown as RedisClientType;
  } catch (error) {
    // The message would repeat the address, and the address holds the password.
    if (!(error instanceof TypeError)) throw error;
    const why = `${variable} does not hold an address: write redis://user:password@host:port/db, or rediss:// for TLS`;
    throw new DocumentProblem("invalid", why);
  }
}
