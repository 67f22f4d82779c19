import { randomUUID } from "node:crypto";
import { createClient, type RedisClientType } from "@redis/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { redisText } from "../../../scripts/stores/publish/redis.ts";
import { lostAnswersConformance } from "../../conformance/lost-answers.ts";
import { storeConformance } from "../../conformance/store.ts";
import { textFileConformance } from "../../conformance/text-file.ts";
import type { Service } from "../../services/process.ts";
import { startRedis } from "../../services/redis.ts";
import { requireService } from "../../services/require.ts";
import { cuttingProxy } from "../fakes/cutting-proxy.ts";

describe.skipIf(!requireService("redis-server"))("Redis", () => {
  let server: Service;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  const fresh = () => {
    const key = `flags:${randomUUID()}`;
    return { key, open: () => redisText({ url: "REDIS_URL", key }, () => server.url) };
  };
  const ask = async <T>(use: (client: RedisClientType) => Promise<T>) => {
    const client = createClient({ url: server.url }) as unknown as RedisClientType;
    await client.connect();
    return use(client).finally(() => client.destroy());
  };

  textFileConformance("Redis", () => {
    const { key, open } = fresh();
    return { open, put: (bytes) => ask((client) => client.set(key, Buffer.from(bytes))) };
  });

  storeConformance("flagd in Redis", () => {
    const { key, open } = fresh();
    return {
      store: flagdStore(open()),
      contents: () => ask((client) => client.get(key)),
      spoil: () => ask((client) => client.set(key, "{")),
    };
  });

  lostAnswersConformance("Redis", {
    server: () => server.url,
    marker: "EXEC",
    open: (url) => {
      const { key, open } = fresh();
      return { wired: redisText({ url: "REDIS_URL", key }, () => url, 500), straight: open() };
    },
  });

  it("REDIS-1  a key that would end by itself does not, once it is ours", async () => {
    const { key, open } = fresh();
    await ask((client) => client.set(key, "one", { expiration: { type: "EX", value: 100 } }));
    expect(await open().write("two", "one")).toBe("written");
    expect(await ask((client) => client.ttl(key))).toBe(-1);
  });

  it("REDIS-2  a key of another kind is somebody else's and stays", async () => {
    const { key, open } = fresh();
    await ask((client) => client.hSet(key, "a", "1"));
    for (const asking of [() => open().read(), () => open().write("ours", null)])
      await expect(asking()).rejects.toMatchObject({
        status: "invalid",
        message: expect.stringContaining("WRONGTYPE"),
      });
    expect(await ask((client) => client.hGetAll(key))).toEqual({ a: "1" });
  });

  it("REDIS-3  a server that fell silent is given up on, and so is one that is not there", async () => {
    const mute = await cuttingProxy(server.url, "STRLEN");
    mute.cut = "silent";
    const file = (url: string) => redisText({ url: "REDIS_URL", key: "k" }, () => url, 300);
    await expect(file(mute.url).read()).rejects.toMatchObject({
      status: "unreachable",
      message: "k in Redis (REDIS_URL): no answer within 0.3 s",
    });
    await mute.close();
    await expect(file("redis://:hunter2@127.0.0.1:1").read()).rejects.toMatchObject({
      status: "unreachable",
      message: "k in Redis (REDIS_URL): no answer (ECONNREFUSED)",
    });
  });

  it.each([
    ["", "unauthorised", "set REDIS_URL in the environment"],
    ["http://hunter2@127.0.0.1", "invalid", "does not hold an address"],
    ["redis://:hunter2@127.0.0.1:99999", "invalid", "does not hold an address"],
    ["redis://:hunter2@127.0.0.1/no-number", "invalid", "does not hold an address"],
  ] as const)("REDIS-4  an address like %j is refused without a word of it", async (url, status, why) => {
    const asked = redisText({ url: "REDIS_URL", key: "k" }, () => url).read();
    await expect(asked).rejects.toMatchObject({ status, message: expect.stringContaining(why) });
    await expect(asked).rejects.not.toThrow("hunter2");
  });

  // Last: from here on the server wants names.
  it("REDIS-5  users: each refusal says what is missing, and never the password", async () => {
    const acl = (...words: readonly string[]) => ask((client) => client.sendCommand(["ACL", "SETUSER", ...words]));
    const may = ["+watch", "+strlen", "+get", "+multi", "+set", "+exec"];
    await acl("flaghoist", "on", ">p%w", "~mine", ...may);
    await acl("reader", "on", ">hunter2", "~mine", "+get", "+strlen", "+watch", "+multi", "+exec");
    await acl("default", "off");
    const as = (user: string) => {
      const url = server.url.replace("//", `//${user}@`);
      return redisText({ url: "REDIS_URL", key: "mine" }, () => url);
    };
    expect(await as("flaghoist:p%25w").write("one", null)).toBe("written");
    for (const [user, code] of [
      ["flaghoist:hunter2", "WRONGPASS"],
      ["reader:hunter2", "NOPERM"],
      ["", "NOAUTH"],
    ] as const)
      await expect(as(user).write("two", "one"), user).rejects.toMatchObject({
        status: "unauthorised",
        message: expect.stringMatching(new RegExp(`^mine in Redis \\(REDIS_URL\\): (?!.*hunter2).*\\(${code}\\)$`)),
      });
    expect(await as("reader:hunter2").read()).toBe("one");
  });
});
