import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import { openGateway } from "../../../scripts/stores/publish/etcd-gateway.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Answers as etcd would not, in the order given. */
async function answering(...answers: readonly (readonly [number, unknown])[]) {
  const left = [...answers];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [status, body] = left.length > 1 ? left.shift()! : left[0]!;
    asked.push(request.url!);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const way = { url: `http://127.0.0.1:${port}`, user: null, password: null, secrets: () => "pw", timeoutMs: 300 };
  return { asked, way, gateway: openGateway(way, "k") };
}

it.each([
  [{}],
  [{ header: {}, kvs: [{ value: 7, mod_revision: "1" }] }],
  [{ header: {}, kvs: [{ value: "YQ==" }] }],
  [[]],
])("GATEWAY-1  an answer %j that is none of etcd's is not taken for an empty key", async (answer) => {
  const { gateway } = await answering([200, answer]);
  await expect(gateway.range("aw==")).rejects.toMatchObject({ status: "invalid", message: /something else than etcd/ });
});

it.each([[{}], [[]], ["succeeded"], [{ succeeded: true }]])(
  "GATEWAY-5  a write answered with %j, which is none of etcd's words, is neither made nor refused",
  async (answer) => {
    const { gateway } = await answering([200, answer]);
    await expect(gateway.swap("aw==", "", "0")).rejects.toMatchObject({ message: /something else than etcd/ });
  },
);

it("GATEWAY-2  a write that a server in trouble answers is not sent again: it may have been made", async () => {
  const { gateway, asked } = await answering([503, { error: "etcdserver: request timed out" }]);
  expect(await gateway.swap("aw==", "", "0")).toEqual({ lost: expect.stringContaining("503") });
  expect(asked).toEqual(["/v3/kv/txn"]);
});

it("GATEWAY-3  a token refused twice is told, not asked for without end", async () => {
  const { way, asked } = await answering([200, { token: "t" }], [401, {}], [200, { token: "t" }], [401, {}]);
  const gateway = openGateway({ ...way, user: "U", password: "P" }, "k");
  await expect(gateway.range("aw==")).rejects.toMatchObject({ status: "unauthorised" });
  expect(asked).toHaveLength(4);
});

it("GATEWAY-4  a write that is too large for the server is refused by it, not lost", async () => {
  const { gateway } = await answering([400, { error: "etcdserver: request is too large", code: 3 }]);
  await expect(gateway.swap("aw==", "", "0")).rejects.toMatchObject({ status: "invalid", message: /too large/ });
});
