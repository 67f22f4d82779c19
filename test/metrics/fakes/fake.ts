import { readFileSync } from "node:fs";
import { join } from "node:path";
import { valueAt } from "../../../scripts/metrics/json-pointer.ts";
import { answer, type Fault, type FaultServer, startFaults } from "../../http/faults.ts";

/** What is known of a service that cannot run here: which requests it takes, and what it answers to some of them. */
export interface Facts {
  readonly title: string;
  readonly requests: readonly Known[];
  readonly facts: readonly Fact[];
}

/** One kind of request. Anything in a request that is not listed is unknown, and answered with 501. */
export interface Known {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly headers: readonly string[];
  readonly query: readonly string[];
  /** JSON Pointers of every leaf a body may have; `*` stands for any index. */
  readonly body: readonly string[];
}

export interface Fact {
  readonly id: string;
  /** State the fake must be in, by names of its own. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly source: string;
  readonly mark: "verified" | "read" | "unsure";
}

/** The facts of `<name>.facts.json` beside this file. */
export const readFacts = (name: string): Facts =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.facts.json`), "utf8"));

/** A request as the fake understands it. */
export interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON; undefined without a body. */
  readonly body: unknown;
}

/** Which fact answers, and what stands in its response instead, by JSON Pointer; undefined takes a key away. */
export interface Answer {
  readonly fact: string;
  readonly put?: Readonly<Record<string, unknown>>;
}

export interface Fake extends Pick<FaultServer, "url" | "seen"> {
  /** What the next requests get instead of an answer, one each. */
  fail(...faults: readonly Fault[]): void;
  /** The response of a fact, for `fail`. */
  response(fact: string): Fault;
  /** Fails where a request was not understood: the fake, or what it is asked by, has something to learn. */
  close(): Promise<void>;
}

/** A server on this machine that answers from facts. `understand` is the service's own logic: which fact, with which values. */
export async function startFake(facts: Facts, understand: (asked: Asked) => Answer | null): Promise<Fake> {
  const faults: Fault[] = [];
  const strange: string[] = [];
  const response = (id: string, put: Answer["put"] = {}): Fault => {
    const fact = facts.facts.find((one) => one.id === id);
    if (fact === undefined) throw new Error(`${facts.title} has no fact ${id}`);
    const { status, headers = {}, body } = fact.response;
    const text = typeof body === "string" ? body : JSON.stringify(replaced(body, put));
    return answer(status, text, { "content-type": "application/json", ...headers });
  };
  const server = await startFaults((request, response_) => {
    const asked = askedBy(server, request.headers);
    const fault = faults.shift();
    if (fault) return fault(request, response_);
    const odd = unknownIn(facts, asked);
    const found = odd === null ? understand(asked) : null;
    if (found !== null) return response(found.fact, found.put)(request, response_);
    strange.push(
      `${asked.method} ${asked.url.pathname}: ${odd ?? "no fact says what comes back"}: ${asked.text.slice(0, 500)}`,
    );
    answer(501, JSON.stringify({ error: "the fake does not know this request" }))(request, response_);
  });
  return {
    url: server.url,
    seen: server.seen,
    fail: (...more) => void faults.push(...more),
    response: (id) => response(id),
    async close() {
      await server.close();
      if (strange.length > 0) throw new Error(`${facts.title} did not understand:\n${strange.join("\n")}`);
    },
  };
}

function askedBy({ url, seen }: FaultServer, headers: Readonly<Record<string, unknown>>): Asked {
  const { line, body } = seen.at(-1)!;
  const [method = "", path = ""] = line.split(" ");
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method,
    url: new URL(path, url),
    headers: Object.fromEntries(plain),
    text: body,
    body: body === "" ? undefined : JSON.parse(body),
  };
}

/** What every client of Node sends by itself. */
const everywhere = [
  "host",
  "connection",
  "accept",
  "accept-language",
  "accept-encoding",
  "sec-fetch-mode",
  "user-agent",
  "content-length",
  "content-type",
];

function unknownIn({ requests }: Facts, { url, method, headers, body }: Asked): string | null {
  const known = requests.find((one) => one.method === method && one.path === url.pathname);
  if (known === undefined) return "unknown method or path";
  const odd = (kind: string, names: Iterable<string>, may: readonly string[]) =>
    [...names].filter((name) => !may.includes(name)).map((name) => `unknown ${kind} ${name}`);
  const type = headers["content-type"] ?? null;
  return (
    [
      ...(type === known.contentType ? [] : [`content type ${type}`]),
      ...odd("header", Object.keys(headers), [...everywhere, ...known.headers]),
      ...odd("parameter", url.searchParams.keys(), known.query),
      ...odd("field", leaves(body), known.body),
    ][0] ?? null
  );
}

/** JSON Pointers of all leaves, indexes written `*`. */
function leaves(value: unknown, at = ""): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}/${Array.isArray(value) ? "*" : key}`));
}

/** A copy of a response with other values at some places. */
function replaced(body: unknown, put: Readonly<Record<string, unknown>>): unknown {
  const copy = structuredClone(body);
  for (const [pointer, value] of Object.entries(put)) {
    const [, parent = "", key = ""] = /^(.*)\/([^/]+)$/.exec(pointer) ?? [];
    const holder = valueAt(copy, parent) as Record<string, unknown> | undefined;
    if (holder === undefined) throw new Error(`the response has no ${parent}`);
    if (value === undefined) delete holder[key];
    else holder[key] = value;
  }
  return copy;
}
