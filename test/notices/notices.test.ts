import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNotifiers } from "../../scripts/notices/open.ts";

const received: { readonly path: string; readonly body: unknown }[] = [];
let origin = "";

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    received.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(parts).toString()) });
    const status = Number(/\d+/.exec(request.url ?? "")?.[0] ?? 200);
    response.writeHead(status, status === 302 ? { location: `${origin}/stolen` } : {}).end("no");
  });
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const notice = { plan: "form1095b", text: "reverted <!channel> & held" };
const tell = async (kind: "slack" | "webhook", address: string | undefined) =>
  openNotifiers([{ kind, webhook: "HOOK" }], (name) => (name === "HOOK" ? address : undefined))[0]!.tell(notice);

describe("NOTICE-1  people are told, or it is said why not", () => {
  it("Slack gets text in which nothing calls a channel", async () => {
    expect(await tell("slack", `${origin}/hook`)).toEqual({ kind: "told" });
    expect(received.at(-1)!.body).toEqual({ text: "reverted &lt;!channel&gt; &amp; held" });
  });

  it("any other webhook gets the notice as it is", async () => {
    await tell("webhook", `${origin}/hook`);
    expect(received.at(-1)!.body).toEqual(notice);
  });

  it.each([
    ["an answer of 500", () => `${origin}/500`, "answered 500"],
    ["a redirect, which is not followed", () => `${origin}/302`, "answered 302"],
    ["nobody there", () => "http://127.0.0.1:9", "could not be reached"],
    ["no address", () => undefined, "set HOOK"],
    ["an address without https", () => "http://example.org/secret-path", "not an https address"],
  ])("%s", async (_, address, why) => {
    const told = await tell("slack", address());
    expect(told).toEqual({ kind: "not-told", why: expect.stringContaining(why) });
    expect(JSON.stringify(told)).not.toContain("secret-path");
    expect(received.some(({ path }) => path === "/stolen")).toBe(false);
  });
});
