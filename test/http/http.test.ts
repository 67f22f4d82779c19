import { afterEach, describe, expect, it } from "vitest";
import { type HttpSettings, openHttp } from "../../scripts/http/http.ts";
import { napping } from "./clock.ts";
import * as faults from "./faults.ts";

const token = "s3cr3t-token-value";
let server: faults.FaultServer;
afterEach(() => server.close());

/** Asks a server that does these things in turn. */
async function ask(does: readonly faults.Fault[], more: Partial<HttpSettings> = {}) {
  server = await faults.startFaults(...does);
  const clock = napping();
  const headers = { authorization: `Bearer ${token}`, "x-api-key": token };
  const http = openHttp({ hosts: [server.url.host], headers, secrets: [token], clock, ...more });
  const url = new URL("/api/v1/query?tenant=rx", server.url);
  const reply = await http.exchange({ url, method: "POST", body: "query=up" });
  return { reply, naps: clock.naps, place: `POST ${server.url.origin}/api/v1/query` };
}

describe("what an exchange makes of an answer", () => {
  it("HTTP-1  gives the JSON of a success, asked once, with the headers it was given", async () => {
    const { reply } = await ask([faults.answer(200, '{"status":"success"}')]);
    expect(reply).toEqual({ kind: "reply", status: 200, json: { status: "success" } });
    expect(server.seen).toMatchObject([
      { line: "POST /api/v1/query?tenant=rx", body: "query=up", headers: { authorization: `Bearer ${token}` } },
    ]);
  });

  const html = { "content-type": "text/html" };
  const json = (said: unknown) => JSON.stringify(said);
  it.each`
    fault                                                        | reason            | asked | says
    ${faults.answer(200, "")}                                    | ${"not-json"}     | ${1}  | ${"answered 200 without JSON: nothing"}
    ${faults.answer(200, "<html>Log in</html>", html)}           | ${"not-json"}     | ${1}  | ${"answered 200 without JSON: <html>Log in</html>"}
    ${faults.answer(204, "")}                                    | ${"not-json"}     | ${1}  | ${"answered 204 without JSON: nothing"}
    ${faults.answer(400, json({ error: "parse error" }))}        | ${"bad-query"}    | ${1}  | ${"answered 400: parse error"}
    ${faults.answer(422, json({ message: "no such metric" }))}   | ${"bad-query"}    | ${1}  | ${"answered 422: no such metric"}
    ${faults.answer(400, json({ errors: ["first", "second"] }))} | ${"bad-query"}    | ${1}  | ${"answered 400: first"}
    ${faults.answer(400, json(["odd"]))}                         | ${"bad-query"}    | ${1}  | ${'answered 400: ["odd"]'}
    ${faults.answer(401, "")}                                    | ${"auth"}         | ${1}  | ${"answered 401 (is the token that the settings name valid and allowed to read?)"}
    ${faults.answer(403, "nope")}                                | ${"auth"}         | ${1}  | ${"allowed to read?): nope"}
    ${faults.answer(404, "404 page not found")}                  | ${"not-found"}    | ${1}  | ${"answered 404 (is the url in the settings right?): 404 page not found"}
    ${faults.answer(408, "")}                                    | ${"timeout"}      | ${4}  | ${"answered 408 (asked 4 times)"}
    ${faults.answer(429, "")}                                    | ${"rate-limited"} | ${4}  | ${"answered 429 (asked 4 times)"}
    ${faults.answer(503, "<h1>503</h1>", html)}                  | ${"unavailable"}  | ${4}  | ${"answered 503: <h1>503</h1> (asked 4 times)"}
    ${faults.dropped}                                            | ${"network"}      | ${4}  | ${"got no complete answer: UND_ERR_SOCKET (asked 4 times)"}
    ${faults.cutShort}                                           | ${"network"}      | ${4}  | ${"got no complete answer: UND_ERR_SOCKET (asked 4 times)"}
    ${faults.silent}                                             | ${"timeout"}      | ${2}  | ${"got no complete answer within 0.4 s (asked 2 times)"}
    ${faults.stalled}                                            | ${"timeout"}      | ${2}  | ${"got no complete answer within 0.4 s (asked 2 times)"}
    ${faults.huge}                                               | ${"too-large"}    | ${1}  | ${"answered more than 1048576 bytes: ask for less"}
  `("HTTP-2  $reason after $asked: $says", async ({ fault, reason, asked, says }) => {
    const { reply, place } = await ask([fault], says.includes("0.4 s") ? { timeoutMs: 400 } : {});
    expect(reply).toMatchObject({ kind: "error", reason });
    expect(reply.kind === "error" && reply.why).toContain(says);
    expect(reply.kind === "error" && reply.why).toMatch(new RegExp(`^${place} (answered|got)`));
    expect(server.seen).toHaveLength(asked);
  });

  it("HTTP-3  nobody listening is a network error with its code", async () => {
    server = await faults.startFaults(faults.silent);
    const gone = server.url;
    await server.close();
    const http = openHttp({ hosts: [gone.host], headers: {}, secrets: [], clock: napping() });
    const reply = await http.exchange({ url: gone, method: "GET" });
    expect(reply).toMatchObject({ reason: "network", why: expect.stringContaining("ECONNREFUSED (asked 4 times)") });
  });

  it("HTTP-4  takes no more of a body than the cap, whatever it says of its length", async () => {
    await ask([faults.huge]);
    await expect.poll(() => server.seen[0]?.cutOff).toBe(true);
  });

  it("HTTP-16  an answer that is no success keeps its status where its body is too large, of which no more is taken, or ends early", async () => {
    const { reply } = await ask([faults.flood(403)]);
    expect(reply).toMatchObject({ kind: "error", reason: "auth", status: 403, json: false });
    await expect.poll(() => server.seen[0]?.cutOff).toBe(true);
    await server.close();
    const ended: faults.Fault = (_, response) => {
      response.writeHead(409, { "content-length": "1000" });
      response.write("{", () => response.socket?.destroy());
    };
    expect((await ask([ended])).reply).toMatchObject({ kind: "error", status: 409, json: false });
  });

  it("HTTP-5  one byte above the cap is too large, the cap itself is not", async () => {
    const document = `"${"x".repeat(98)}"`;
    expect((await ask([faults.answer(200, document)], { maxBytes: 100 })).reply.kind).toBe("reply");
    await server.close();
    expect((await ask([faults.answer(200, document)], { maxBytes: 99 })).reply).toMatchObject({ reason: "too-large" });
  });
});

describe("where an exchange goes", () => {
  it.each([301, 302, 303, 307, 308])("HTTP-6  a redirect (%d) is an error and nobody else is asked", async (status) => {
    const elsewhere = await faults.startFaults(faults.answer(200, "{}"));
    const { reply } = await ask([faults.answer(status, "", { location: `${elsewhere.url}?token=x` })]);
    await elsewhere.close();
    expect(reply).toMatchObject({ reason: "redirect", status });
    expect(reply.kind === "error" && reply.why).toContain(
      `answered ${status} (redirects are not followed: write the final address into the settings: it points to ${elsewhere.url.origin})`,
    );
    expect(elsewhere.seen).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it("HTTP-7  a host that the settings do not name is not asked", async () => {
    const { reply } = await ask([faults.answer(200, "{}")], { hosts: ["prometheus.example.gov"] });
    expect(reply).toMatchObject({
      reason: "config",
      why: expect.stringContaining("only prometheus.example.gov may be"),
    });
    expect(server.seen).toEqual([]);
  });
});

describe("trouble in passing", () => {
  it("HTTP-8  one 503 does not end a release", async () => {
    const { reply, naps } = await ask([faults.answer(503, ""), faults.dropped, faults.answer(200, "1")]);
    expect(reply).toEqual({ kind: "reply", status: 200, json: 1 });
    expect(naps).toEqual([1000, 4000]);
  });

  it.each([
    [{ "retry-after": "7" }, 7000],
    [{ "x-ratelimit-reset": "12" }, 12_000],
  ])("HTTP-9  429 with %j is left alone for %d ms", async (headers, ms) => {
    const { naps } = await ask([faults.answer(429, "", headers as Record<string, string>), faults.answer(200, "1")]);
    expect(naps).toEqual([ms]);
  });

  it("HTTP-10  a wait beyond the budget is not waited, and the reader is told", async () => {
    const { reply, naps } = await ask([faults.answer(429, "", { "retry-after": "86400" })]);
    expect(naps).toEqual([]);
    expect(reply).toMatchObject({ why: expect.stringContaining("would wait 86400 s, longer than this run may") });
  });
});

it("HTTP-11  a server that says our headers back does not make us tell the token", async () => {
  const { reply } = await ask([faults.echoing]);
  expect(reply).toMatchObject({ reason: "unavailable", why: expect.stringContaining("upstream failed") });
  expect(JSON.stringify(reply)).not.toContain(token);
  expect(reply.kind === "error" && reply.why).not.toMatch(/\p{Cc}/u);
});

it.each([
  [200, '{"errors":[{"message":"query failed"}]}', "answered 200: query failed"],
  [400, '{"errors":["slow down"]}', "answered 400: slow down"],
  [403, '{"error":{"code":403,"message":"not yours"}}', "answered 403: not yours"],
])("HTTP-12  an API may say more in its body than in its status %d", async (status, body, says) => {
  const reasonIn = (json: unknown) => (typeof json === "object" ? ("rate-limited" as const) : null);
  const { reply, naps } = await ask([faults.answer(status, body), faults.answer(200, "1")], { reasonIn });
  expect(reply).toMatchObject({ kind: "reply", json: 1 });
  expect(naps).toEqual([1000]);
  await server.close();
  const all = await ask([faults.answer(status, body)], { reasonIn });
  expect(all.reply).toMatchObject({
    kind: "error",
    reason: "rate-limited",
    json: true,
    why: expect.stringContaining(says),
  });
});

it("HTTP-13  whoever asks for the whole gets its bytes and its entity tag, whatever they are; a failure stays one", async () => {
  server = await faults.startFaults(
    (_, response) => response.writeHead(200, { etag: '"7"' }).end(Buffer.from([0xff, 0x00])),
    faults.answer(404, "{}"),
  );
  const http = openHttp({ hosts: [server.url.host], headers: {}, secrets: [], clock: napping() });
  const asked = { url: server.url, method: "PUT", body: "x", whole: true } as const;
  expect(await http.exchange(asked)).toEqual({
    kind: "reply",
    status: 200,
    json: null,
    whole: { bytes: Buffer.from([0xff, 0x00]), etag: '"7"' },
  });
  expect(await http.exchange(asked)).toMatchObject({ kind: "error", status: 404 });
});

it.each([faults.dropped, faults.answer(503, "{}"), faults.answer(429, "{}")])(
  "HTTP-14  what must not be asked again by itself is asked once, whatever comes back",
  async (fault) => {
    server = await faults.startFaults(fault);
    const http = openHttp({ hosts: [server.url.host], headers: {}, secrets: [], clock: napping() });
    expect(await http.exchange({ url: server.url, method: "PATCH", once: true })).toMatchObject({ kind: "error" });
    expect(server.seen).toHaveLength(1);
  },
);

it.each([
  [500, 1],
  [503, 4],
])("HTTP-17  of an API whose 500 is no trouble in passing, %d is asked %d times", async (status, asked) => {
  await ask([faults.answer(status, "{}")], { final: [500] });
  expect(server.seen).toHaveLength(asked);
});

it("HTTP-15  the JSON of an answer that is no success can be read by an adapter", async () => {
  const { reply } = await ask([faults.answer(409, '{"name":"Taken"}')]);
  expect(reply).toMatchObject({ kind: "error", status: 409, said: { name: "Taken" } });
});
