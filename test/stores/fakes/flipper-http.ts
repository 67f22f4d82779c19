import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sees } from "../../../scripts/cohort/cohort.ts";
import { flipperCrc32 } from "../../../scripts/cohort/flipper.ts";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { answer, dropped, type Fault, type Seen, startFaults } from "../../http/faults.ts";

/** What one flag holds; gates that hold nothing are left out. */
export interface Gates {
  boolean?: string;
  expression?: unknown;
  actors?: readonly string[];
  percentage_of_actors?: string;
  percentage_of_time?: string;
  groups?: readonly string[];
}

export type State = Readonly<Record<string, Gates>>;

export interface Fact {
  readonly id: string;
  readonly given: State;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  readonly response: { readonly status: number; readonly body: unknown };
  readonly then?: State;
  readonly source: string;
  readonly mark: "verified" | "read" | "unsure";
}

export const facts: readonly Fact[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "flipper-http.facts.json"), "utf8"),
).facts;

/** What goes wrong with a request: before it is done, after it, or instead of it. */
export type Wrong = "lost before" | "lost after" | "lies" | 401 | 429 | 500 | 502;

export interface FlipperFake {
  readonly url: string;
  readonly flags: Map<string, Gates>;
  readonly seen: readonly Seen[];
  /** What becomes of the request that is the n-th from now, counted from 0; or of that one and all after it. */
  wrong(at: number, how: Wrong, andOn?: boolean): void;
  right(): void;
  /** Fails where a request was not understood: the fake, or what asks it, has something to learn. */
  close(): Promise<void>;
}

/** Flipper's HTTP API with everything about it that hurts, on this machine. With a token it asks for that one. */
export async function startFlipperFake(token: string | null = null): Promise<FlipperFake> {
  const flags = new Map<string, Gates>();
  const strange: string[] = [];
  let trouble: { at: number; how: Wrong; andOn: boolean } | null = null;
  let count = 0;
  const server = await startFaults((request, response) => {
    const { line, body, headers } = server.seen.at(-1)!;
    const hit =
      trouble !== null && (count === trouble.at || (trouble.andOn && count > trouble.at)) ? trouble.how : null;
    count += 1;
    if (typeof hit === "number") return answer(hit, hit === 500 ? "Internal Server Error" : "{}")(request, response);
    if (hit === "lost before") return dropped(request, response);
    if (token !== null && headers.authorization !== `Bearer ${token}`) return answer(401, "{}")(request, response);
    const held = new Map([...flags].map(([key, gates]) => [key, { ...gates }]));
    const said = respond(flags, line, headers["content-type"] ?? null, body);
    if (hit === "lies") restore(flags, held);
    if (hit === "lost after") return dropped(request, response);
    if (said === null) strange.push(`${line} ${headers["content-type"] ?? ""} ${body.slice(0, 200)}`);
    return (said ?? answer(501, "{}"))(request, response);
  });
  return {
    url: server.url.href,
    flags,
    seen: server.seen,
    wrong(at, how, andOn = false) {
      count = 0;
      trouble = { at, how, andOn };
    },
    right() {
      trouble = null;
    },
    async close() {
      await server.close();
      if (strange.length > 0) throw new Error(`the fake did not understand:\n${strange.join("\n")}`);
    },
  };
}

function restore(flags: Map<string, Gates>, held: ReadonlyMap<string, Gates>): void {
  flags.clear();
  for (const [key, gates] of held) flags.set(key, gates);
}

const json = (status: number, body: unknown): Fault => answer(status, status === 204 ? "" : JSON.stringify(body));
const trouble500 = answer(500, "Internal Server Error", { "content-type": "text/plain" });

/** The response a fact holds. */
const as = (id: string): Fault => {
  const { status, body } = facts.find((fact) => fact.id === id)!.response;
  return typeof body === "string" ? answer(status, body, { "content-type": "text/plain" }) : json(status, body);
};

/** Null where no fact says what comes back. */
function respond(flags: Map<string, Gates>, line: string, type: string | null, text: string): Fault | null {
  const [method = "", target = ""] = line.split(" ");
  const [path = "", query = ""] = target.split("?");
  const parts = path.split("/").slice(1);
  const asked = new URLSearchParams(query);
  const change = method === "POST" || method === "DELETE";
  if (change && text === "") return as("no-body");
  if (change && type !== "application/json" && type !== "application/json; charset=utf-8") return null;
  const body = change && type === "application/json" ? parse(text) : {};
  if (body === null) return as("broken-json");

  if (parts[0] === "import") {
    restore(flags, new Map(Object.entries((body.features ?? {}) as State)));
    return as("import");
  }
  if (parts[0] === "actors" && method === "GET") return json(200, whatIsOn(flags, parts[1]!, asked));
  if (parts[0] !== "features") return as("elsewhere");
  if (parts.length === 1) return method === "GET" ? list(flags, asked) : create(flags, body);
  const key = decodeURIComponent(parts[1]!);
  if (parts.length === 2 && method === "GET") return flags.has(key) ? json(200, describe(flags, key)) : as("missing");
  if (parts.length === 2 && method === "DELETE") {
    flags.delete(key);
    return as("remove");
  }
  if (!change) return trouble500;
  return gate(flags, key, `${method} ${parts[2]}`, body);
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function list(flags: Map<string, Gates>, asked: URLSearchParams): Fault | null {
  if ([...asked.keys()].some((name) => name !== "keys" && name !== "exclude_gates")) return null;
  const keys = asked.get("keys")?.split(",") ?? [...flags.keys()];
  const bare = asked.get("exclude_gates") === "true";
  const features = keys.filter((key) => flags.has(key)).map((key) => describe(flags, key));
  return json(200, { features: bare ? features.map(({ key, state }) => ({ key, state })) : features });
}

function create(flags: Map<string, Gates>, { name }: Readonly<Record<string, unknown>>): Fault {
  if (typeof name !== "string" || name === "") return as("create-nameless");
  if (!flags.has(name)) flags.set(name, {});
  return json(200, describe(flags, name));
}

/** Every write makes the flag where there is none. */
function gate(
  flags: Map<string, Gates>,
  key: string,
  what: string,
  body: Readonly<Record<string, unknown>>,
): Fault | null {
  const { boolean: _, ...now } = flags.get(key) ?? {};
  const whole = flags.get(key) ?? {};
  const set = (gates: Gates): Fault => {
    flags.set(key, gates);
    return json(200, describe(flags, key));
  };
  if (what === "POST boolean") return set({ boolean: "true" });
  if (what === "DELETE boolean") return set({});
  if (what === "POST groups") return as("group-unknown");
  if (what === "DELETE percentage_of_actors") return set({ ...whole, percentage_of_actors: "0" });
  if (what === "POST percentage_of_actors") {
    const percent = percentOf(body.percentage);
    return percent === null ? as("percent-large") : set({ ...whole, percentage_of_actors: percent });
  }
  if (what !== "POST actors" && what !== "DELETE actors") return null;
  const id = [body.flipper_id].flat().at(-1);
  if (typeof id !== "string" || id === "") return as("actor-missing");
  const others = (now.actors ?? []).filter((one) => one !== id);
  const actors = what === "POST actors" ? [...others, id] : others;
  const { actors: __, ...rest } = whole;
  return set(actors.length === 0 ? rest : { ...rest, actors });
}

/** As Ruby reads numbers: what follows the digits is dropped, and a text with an exponent becomes a float. */
function percentOf(value: unknown): string | null {
  const text = String(value);
  const number = Number.parseFloat(text);
  if (Number.isNaN(number) || number < 0 || number > 100) return null;
  return /e/i.test(text) && Number.isInteger(number) ? `${number}.0` : String(number);
}

function describe(flags: Map<string, Gates>, key: string) {
  const gates = flags.get(key)!;
  const some = (gates.actors ?? []).length > 0 || (gates.groups ?? []).length > 0 || gates.expression !== undefined;
  const share = Number(gates.percentage_of_actors ?? 0) > 0 || Number(gates.percentage_of_time ?? 0) > 0;
  return {
    key,
    state: gates.boolean === "true" ? "on" : some || share ? "conditional" : "off",
    gates: [
      { key: "boolean", value: gates.boolean ?? null, name: "boolean" },
      { key: "expression", value: gates.expression ?? null, name: "expression" },
      { key: "actors", value: gates.actors ?? [], name: "actor" },
      { key: "percentage_of_actors", value: gates.percentage_of_actors ?? null, name: "percentage_of_actors" },
      { key: "percentage_of_time", value: gates.percentage_of_time ?? null, name: "percentage_of_time" },
      { key: "groups", value: gates.groups ?? [], name: "group" },
    ],
  };
}

/** The id as it stands in the path: this one is not decoded. */
function whatIsOn(flags: Map<string, Gates>, id: string, asked: URLSearchParams) {
  const keys = asked.get("keys")?.split(",") ?? [...flags.keys()];
  const on = (key: string) => {
    const { boolean, actors = [], percentage_of_actors: percent } = flags.get(key) ?? {};
    return boolean === "true" || sees(flipperCrc32, key, exposure(actors, Math.min(Number(percent ?? 0), 99.999)), id);
  };
  return { flipper_id: id, features: Object.fromEntries(keys.map((key) => [key, { enabled: on(key) }])) };
}
