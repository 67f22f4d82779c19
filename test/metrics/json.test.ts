import { Duration } from "luxon";
import { describe, expect, it, onTestFinished } from "vitest";
import { type JsonSettings, jsonProvider } from "../../scripts/metrics/json.ts";
import { providerConformance, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import * as faults from "../http/faults.ts";
import { eventsIn } from "./fakes/events.ts";

const authorization = "Bearer s3cr3t-token-value";
const secrets = [authorization, "s3cr3t-token-value"];

type Settings = Partial<Omit<JsonSettings, "request">> & { readonly path?: string; readonly body?: string };

/** A provider on a server of this machine. */
const open = (url: URL, { path = "/", body, ...more }: Settings = {}) => {
  const request = {
    url: `${url.origin}${path}`,
    method: body === undefined ? "GET" : "POST",
    body: body ?? null,
  } as const;
  const usual = { name: "json", headers: { authorization }, pointer: null, retention: null, clock: napping() };
  return jsonProvider({ ...usual, timeoutMs: 400, request, ...more });
};

/** Answers `/counts?from=&to=` and POST `/query` with what is counted between two times. */
const counting: faults.Fault = (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, "http://localhost");
  if (request.headers.authorization !== authorization) return faults.answer(401, "{}")(request, response);
  if (pathname !== "/counts") return faults.answer(404, "{}")(request, response);
  const [from, to] = [Number(searchParams.get("from")) / 1000, Number(searchParams.get("to")) / 1000];
  const count = (name: string) => eventsIn(name, from, to);
  const data = [{ downloads: count("downloads"), stopped: count("stopped"), text: "many", list: [], all: {} }];
  faults.answer(200, JSON.stringify({ data }))(request, response);
};

providerConformance("JSON", async () => {
  const server = await faults.startFaults(counting);
  return {
    provider: open(server.url, { path: "/counts?from={{fromMs}}&to={{toMs}}" }),
    known: { question: questionOf("/data/0/downloads"), value: 2400 },
    nothing: questionOf("/data/0/stopped"),
    wrong: [
      { question: questionOf("/data/0/text"), reason: "not-a-number" },
      { question: questionOf("/data/0/list"), reason: "not-a-number" },
      { question: questionOf("/data/1/downloads"), reason: "bad-shape" },
      { question: questionOf("/data/0/__proto__"), reason: "bad-shape" },
      { question: questionOf("data.0.downloads"), reason: "bad-query" },
      { question: questionOf("/data/0/downloads", "P2D"), reason: "coverage" },
    ],
    secrets,
    close: server.close,
  };
});

async function started(...some: readonly faults.Fault[]) {
  const server = await faults.startFaults(...some);
  onTestFinished(server.close);
  return server;
}

const seven = faults.answer(200, '{"rows":[[7]]}');

it("JSON-1  GET with the window in the address, the headers named, and no body", async () => {
  const server = await started(seven);
  const path = "/x?from={{from}}&to={{toSeconds}}&w={{window}}";
  expect(await open(server.url, { path }).ask(questionOf("/rows/0/0"))).toEqual({ kind: "number", value: 7 });
  const line = "GET /x?from=2026-01-15T11%3A00%3A00Z&to=1768478400&w=3600s";
  expect(server.seen).toMatchObject([{ line, body: "", headers: { authorization } }]);
});

it("JSON-2  POST with the metric's query inside a JSON text, the pointer in the settings", async () => {
  const server = await started(seven);
  const body = '{"sql":"{{query}}","from":{{fromMs}},"to":"{{to}}"}';
  const provider = open(server.url, { path: "/query", body, pointer: "/rows/0/0" });
  const query = "select count(*) from \"downloads\" where t < '{{to}}' -- {{window}}";
  const question = questionOf(query);
  expect(await provider.ask(question)).toEqual({ kind: "number", value: 7 });
  const sql = "select count(*) from \"downloads\" where t < '2026-01-15T12:00:00Z' -- 3600s";
  expect(provider.resolve(question)).toBe(sql);
  expect(server.seen[0]).toMatchObject({ line: "POST /query", headers: { "content-type": "application/json" } });
  expect(JSON.parse(server.seen[0]!.body)).toEqual({ sql, from: 1768474800000, to: "2026-01-15T12:00:00Z" });
});

it("JSON-3  a query cannot leave its place in the address", async () => {
  const server = await started(seven);
  const ask = (query: string) =>
    open(server.url, { path: "/cards/{{query}}/value", pointer: "/rows/0/0" }).ask(questionOf(query));
  expect(await ask("../../admin?x=1#y")).toEqual({ kind: "number", value: 7 });
  expect(await ask("..")).toMatchObject({ kind: "error", reason: "bad-query" });
  expect(await ask("%2e%2e")).toEqual({ kind: "number", value: 7 });
  expect(server.seen.map(({ line }) => line)).toEqual([
    "GET /cards/..%2F..%2Fadmin%3Fx%3D1%23y/value",
    "GET /cards/%252e%252e/value",
  ]);
});

it("JSON-7  a placeholder in the host sends no header anywhere", async () => {
  const server = await started(seven);
  const url = `http://{{query}}:${server.url.port}/`;
  const request = { url, method: "GET", body: null } as const;
  const provider = jsonProvider({ name: "json", request, headers: { authorization }, pointer: "", retention: null });
  expect(await provider.ask(questionOf("127.0.0.1"))).toMatchObject({ kind: "error", reason: "config" });
  expect(server.seen).toEqual([]);
});

describe("JSON-4  what comes back", () => {
  it.each`
    body               | kind         | reason            | says
    ${'{"a":"1.5e3"}'} | ${"number"}  | ${undefined}      | ${""}
    ${'{"a":null}'}    | ${"no-data"} | ${undefined}      | ${"holds no value"}
    ${'{"a":"NaN"}'}   | ${"no-data"} | ${undefined}      | ${"NaN"}
    ${'{"a":1e400}'}   | ${"error"}   | ${"not-finite"}   | ${"finite"}
    ${'{"a":""}'}      | ${"error"}   | ${"not-a-number"} | ${'got ""'}
    ${'{"a":true}'}    | ${"error"}   | ${"not-a-number"} | ${"got a boolean"}
    ${'{"a":[1]}'}     | ${"error"}   | ${"not-a-number"} | ${"got a list"}
    ${'{"b":1}'}       | ${"error"}   | ${"bad-shape"}    | ${"nothing at /a"}
    ${"null"}          | ${"error"}   | ${"bad-shape"}    | ${"nothing at /a"}
    ${""}              | ${"error"}   | ${"not-json"}     | ${"nothing"}
    ${"OK"}            | ${"error"}   | ${"not-json"}     | ${"OK"}
  `("$body: $kind $reason", async ({ body, kind, reason, says }) => {
    const server = await started(faults.answer(200, body));
    const answer = await open(server.url).ask(questionOf("/a"));
    expect(answer).toMatchObject({ kind, ...(reason && { reason }) });
    if (answer.kind !== "number") expect(answer.why).toContain(says);
  });

  it("a document that is one number is pointed at by nothing", async () => {
    const server = await started(faults.answer(200, "7"));
    expect(await open(server.url).ask(questionOf(""))).toEqual({ kind: "number", value: 7 });
  });
});

it("JSON-5  a header that comes back is not told on, nor the token inside it", async () => {
  const server = await started(faults.answer(200, '{"a":"s3cr3t-token-value"}'), faults.answer(403, authorization));
  const provider = open(server.url);
  const answers = [await provider.ask(questionOf("/a")), await provider.ask(questionOf("/a"))];
  expect(answers).toMatchObject([{ reason: "not-a-number" }, { reason: "auth" }]);
  for (const secret of secrets) expect(JSON.stringify(answers)).not.toContain(secret);
});

it("JSON-6  a longer window is asked for once the settings say how long data is kept", async () => {
  const server = await started(seven);
  const retention = Duration.fromISO("P7D");
  expect(await open(server.url, { retention }).ask(questionOf("/rows/0/0", "P2D"))).toEqual({
    kind: "number",
    value: 7,
  });
  expect(await open(server.url, { retention }).ask(questionOf("/rows/0/0", "P8D"))).toMatchObject({
    reason: "coverage",
  });
});
