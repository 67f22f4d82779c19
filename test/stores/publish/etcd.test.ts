import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { etcdText } from "../../../scripts/stores/publish/etcd.ts";
import { writing } from "../../conformance/exposures.ts";
import { lostAnswersConformance } from "../../conformance/lost-answers.ts";
import { storeConformance } from "../../conformance/store.ts";
import { textFileConformance } from "../../conformance/text-file.ts";
import { startEtcd } from "../../services/etcd.ts";
import type { Service } from "../../services/process.ts";
import { requireService } from "../../services/require.ts";

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64");
const open = { user: null, password: null };

describe.skipIf(!requireService("etcd-server"))("etcd", () => {
  let server: Service;
  beforeAll(async () => {
    server = await startEtcd();
  });
  afterAll(() => server.stop());

  const freshKey = () => `/flags/${randomUUID()}`;
  const ask = async (path: string, body: unknown) => {
    const response = await fetch(`${server.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    return (await response.json()) as { kvs?: { value: string; version: string }[]; code?: number };
  };
  const put = (key: string, bytes: Uint8Array | string) =>
    ask("/v3/kv/put", { key: base64(key), value: base64(bytes) });
  const text = (key: string, url = server.url) => etcdText({ url, key, ...open }, () => undefined);

  textFileConformance(
    "etcd",
    () => {
      const key = freshKey();
      return { open: () => text(key), put: (bytes) => put(key, bytes) };
    },
    { most: 1_500_000 },
  );

  storeConformance("flagd in etcd", () => {
    const key = freshKey();
    return {
      store: flagdStore(text(key)),
      contents: () => ask("/v3/kv/range", { key: base64(key) }).then(({ kvs }) => kvs ?? null),
      spoil: () => put(key, "{"),
    };
  });

  lostAnswersConformance("etcd", {
    server: () => server.url,
    marker: "/v3/kv/txn",
    open: (url) => {
      const key = freshKey();
      return { wired: etcdText({ url, key, ...open }, () => undefined, 500), straight: text(key) };
    },
  });

  it("ETCD-1  a key whose text was changed there and back is still ours to write: what stands is what counts", async () => {
    const key = freshKey();
    const file = text(key);
    await file.write("a", null);
    await put(key, "b");
    await put(key, "a");
    expect(await file.write("c", "a")).toBe("written");
  });

  it("ETCD-2  an address that is not etcd's is said, and no password may stand in one", async () => {
    await expect(text("k", `${server.url}/metrics`).read()).rejects.toMatchObject({ status: "invalid" });
    const told = text("k", "https://root:hunter2@etcd.example:2379").read();
    await expect(told).rejects.toMatchObject({ status: "invalid", message: expect.not.stringContaining("hunter2") });
    expect(text("k", "https://root:hunter2@etcd.example:2379?x=1").name).toBe("k in etcd (etcd.example:2379)");
    await expect(text("k", "http://etcd.example:2379").read()).rejects.toThrow("use https");
    const nobody = etcdText({ url: "http://127.0.0.1:1", key: "k", ...open }, () => undefined, 100);
    await expect(nobody.read()).rejects.toMatchObject({ status: "unreachable" });
  });

  it("ETCD-3  a batch costs a constant number of requests, and nothing to do costs one", async () => {
    const key = freshKey();
    const store = flagdStore(text(key));
    const many = Array.from({ length: 200 }, (_, index) => writing(`flag-${index}`, exposure([], 10)));
    await store.write(many);
    await store.write(many);
    const { kvs } = await ask("/v3/kv/range", { key: base64(key) });
    expect(kvs![0]!.version).toBe("1");
  });

  // Last: from here on the server wants a name.
  it("ETCD-4  users: each refusal says what is missing, and never the password", async () => {
    for (const [path, body] of [
      ["user/add", { name: "root", password: "pw" }],
      ["user/add", { name: "flaghoist", password: "p w:é" }],
      ["user/add", { name: "guest", password: "guest" }],
      ["role/add", { name: "root" }],
      ["role/add", { name: "flags" }],
      ["role/grant", { name: "flags", perm: { permType: "READWRITE", key: base64("/mine") } }],
      ["user/grant", { user: "root", role: "root" }],
      ["user/grant", { user: "flaghoist", role: "flags" }],
    ] as const)
      expect((await ask(`/v3/auth/${path}`, body)).code).toBeUndefined();
    const secrets: Record<string, string> = {
      USER: "flaghoist",
      PASSWORD: "p w:é\n",
      WRONG: "hunter2",
      GUEST: "guest",
    };
    const as = (user: string | null, password: string | null) =>
      etcdText({ url: server.url, key: "/mine", user, password }, (name) => secrets[name]);

    await expect(as("USER", "PASSWORD").read()).rejects.toMatchObject({
      status: "unauthorised",
      message: expect.stringContaining("authentication is not enabled"),
    });
    await ask("/v3/auth/enable", {});
    const file = as("USER", "PASSWORD");
    expect(await file.write("one", null)).toBe("written");
    expect(await file.write("two", "one")).toBe("written");
    for (const [stranger, why] of [
      [as(null, null), /name a user and a password/],
      [as("USER", "WRONG"), /refuses the user or the password \(USER, WRONG\)/],
      [as("GUEST", "GUEST"), /permission denied.*may read and write/],
      [as("USER", "NONE"), /set NONE in the environment/],
      [as("USER", null), /name both, or neither/],
    ] as const) {
      for (const ask of [() => stranger.read(), () => stranger.write("three", "two")]) {
        const problem: Error = await ask().then(
          () => expect.fail("it was let in"),
          (error) => error,
        );
        expect(problem).toMatchObject({ name: "DocumentProblem", status: "unauthorised" });
        expect(problem.message).toMatch(why);
        expect(problem.message).not.toMatch(/hunter2|p w:é/);
      }
    }
    expect(await file.read()).toBe("two");
  });

  it("ETCD-5  a token that ended is asked for again, once", async () => {
    const secrets: Record<string, string> = { USER: "flaghoist", PASSWORD: "p w:é" };
    const file = etcdText(
      { url: server.url, key: "/mine", user: "USER", password: "PASSWORD" },
      (name) => secrets[name],
    );
    expect(await file.read()).toBe("two");
    const { token } = (await ask("/v3/auth/authenticate", { name: "root", password: "pw" })) as { token?: string };
    // A change of the password ends every token of the user.
    await fetch(`${server.url}/v3/auth/user/changepw`, {
      method: "POST",
      headers: { authorization: token! },
      body: JSON.stringify({ name: "flaghoist", password: "p w:é" }),
    });
    expect(await file.write("three", "two")).toBe("written");
  });
});
