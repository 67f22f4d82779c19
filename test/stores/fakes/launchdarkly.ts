import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { answer, dropped, type Seen, startFaults } from "../../http/faults.ts";
import { type Doc, type Given, makeFlag } from "./launchdarkly/flags.ts";
import { applyInstructions, type Instruction } from "./launchdarkly/patches.ts";
import {
  type Account,
  environments,
  project,
  refused,
  respond,
  store,
  tick,
  type World,
} from "./launchdarkly/routes.ts";

export type { Doc, Given } from "./launchdarkly/flags.ts";
export type { Instruction } from "./launchdarkly/patches.ts";

export interface Fact {
  readonly id: string;
  readonly given: { readonly flags: readonly Given[]; readonly account?: Account };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly token?: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  /** As much of the answer as the fact tells. */
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  /** As much of the flag `rx` as the fact tells of what it is afterwards. */
  readonly then?: unknown;
  readonly source: string;
  readonly mark: "read" | "unsure" | "verified";
}

export const facts: readonly Fact[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "launchdarkly.facts.json"), "utf8"),
).facts;

/** What goes wrong with a request: before it is done, after it, or instead of it. */
export type Wrong = "lost before" | "lost after" | "lies" | 401 | 403 | 409 | 429 | 500 | 502;

export interface LaunchDarklyFake {
  readonly url: string;
  readonly flags: Map<string, Doc>;
  readonly seen: readonly Seen[];
  account: Account;
  add(given: Given): Doc;
  /** A person's change in production, as the user interface makes it. */
  hand(key: string, ...instructions: readonly Instruction[]): void;
  /** The id of the variation of a value. */
  idOf(key: string, value: unknown): string;
  /** What becomes of the request that is the n-th from now, counted from 0; or of that one and all after it. */
  wrong(at: number, how: Wrong, andOn?: boolean): void;
  right(): void;
  /** What happens just before the n-th request from now is answered. */
  before(at: number, does: () => void): void;
  /** Fails where a request was not understood: the fake, or what asks it, has something to learn. */
  close(): Promise<void>;
}

/** LaunchDarkly's REST API, and the address its server SDKs poll, with everything about it that hurts, on this machine. */
export async function startLaunchDarklyFake(token: string | null = null): Promise<LaunchDarklyFake> {
  const flags = new Map<string, Doc>();
  const strange: string[] = [];
  const world: World = { token, flags, log: [], account: {}, clock: 1_741_780_000_000 };
  let trouble: { at: number; how: Wrong; andOn: boolean } | null = null;
  let hook: { at: number; does: () => void } | null = null;
  let count = 0;

  const restore = (held: ReadonlyMap<string, Doc>) => {
    flags.clear();
    for (const [key, doc] of held) flags.set(key, doc);
  };

  const server = await startFaults((request, response) => {
    const entry = server.seen.at(-1)!;
    if (entry.line.startsWith("GET /sdk/")) return (respond(world, entry) ?? answer(501, "{}"))(request, response);
    if (hook !== null && count === hook.at) hook.does();
    const hit =
      trouble !== null && (count === trouble.at || (trouble.andOn && count > trouble.at)) ? trouble.how : null;
    count += 1;
    if (typeof hit === "number") return refused(hit, "trouble", "something is wrong")(request, response);
    if (hit === "lost before") return dropped(request, response);
    const held = hit === "lies" ? structuredClone(flags) : flags;
    const said = respond(world, entry);
    if (hit === "lies") restore(held);
    if (hit === "lost after") return dropped(request, response);
    if (said === null) strange.push(`${entry.line} ${entry.body.slice(0, 200)}`);
    return (said ?? answer(501, "{}"))(request, response);
  });

  return {
    url: server.url.href,
    flags,
    seen: server.seen,
    get account() {
      return world.account;
    },
    set account(is) {
      world.account = is;
    },
    add(given) {
      const doc = makeFlag(given, project, environments, tick(world));
      flags.set(doc.key, doc);
      return doc;
    },
    hand(key, ...instructions) {
      const was = flags.get(key)!;
      const doc = structuredClone(was);
      if (!applyInstructions(doc, "production", instructions)) throw new Error("the fake has no such instruction");
      const by = { member: { email: "lee.novak@example.gov", firstName: "Lee" } };
      store({ ...world, account: {} }, doc, was, by, new URLSearchParams(), undefined);
    },
    idOf: (key, value) => flags.get(key)!.variations.find((one) => isDeepStrictEqual(one.value, value))!._id,
    wrong(at, how, andOn = false) {
      count = 0;
      trouble = { at, how, andOn };
    },
    right() {
      trouble = null;
      hook = null;
    },
    before(at, does) {
      count = 0;
      hook = { at, does };
    },
    async close() {
      await server.close();
      if (strange.length > 0) throw new Error(`the fake did not understand:\n${strange.join("\n")}`);
    },
  };
}
