import type { Secrets } from "../../flag/secrets.ts";
import { below, readAddress } from "../../http/address.ts";
import type { Failure } from "../../http/failure.ts";
import { openHttp, type Reply } from "../../http/http.ts";
import { readSecrets } from "../../http/token.ts";
import { DocumentProblem } from "../text-file.ts";
import type { Sent } from "./certain.ts";

export interface Entry {
  /** Base64. */
  readonly value: string;
  readonly revision: string;
}

/** etcd's JSON gateway: keys and values in base64, numbers as text (https://etcd.io/docs/v3.4/dev-guide/api_grpc_gateway/). */
export interface Gateway {
  range(key: string): Promise<Entry | null>;
  swap(key: string, value: string, revision: string): Promise<Sent>;
}

export interface Way {
  readonly url: string;
  /** Environment variables, as the password's; null where the cluster lets everybody in. */
  readonly user: string | null;
  readonly password: string | null;
  readonly secrets: Secrets;
  readonly timeoutMs: number;
}

/** A token of etcd ends when it likes; asked for anew once, which is safe: what was refused was not done. */
export function openGateway({ url, user, password, secrets, timeoutMs }: Way, name: string): Gateway {
  const address = readAddress(url);
  const needed = { user: [user, "the user of etcd"], password: [password, "the password of etcd"] } as const;
  const read = readSecrets(needed, secrets, /^[^\0]+$/);
  const hidden = read.ok ? [read.values.password, read.values.user].filter((one) => one !== null) : [];
  let token: Promise<string> | null = null;

  async function ask(path: string, body: unknown, more: { readonly token?: string; readonly once?: boolean } = {}) {
    if (!address.ok) throw new DocumentProblem("invalid", `${name}: ${address.why}`);
    if (!read.ok) throw new DocumentProblem("unauthorised", `${name}: ${read.why}`);
    const http = openHttp({
      hosts: [address.url.host],
      headers: { "content-type": "application/json" },
      secrets: [...hidden, ...(more.token === undefined ? [] : [more.token])],
      timeoutMs,
      maxBytes: 96 * 1024 * 1024,
      budgetMs: 3 * timeoutMs,
    });
    const headers = more.token === undefined ? {} : { authorization: more.token };
    // Reading may be tried again; a write whose answer is lost is not sent twice.
    const { once = false } = more;
    return http.exchange({ url: below(address.url, path), method: "POST", headers, body: JSON.stringify(body), once });
  }

  async function authenticated(): Promise<string> {
    if (!read.ok) throw new DocumentProblem("unauthorised", `${name}: ${read.why}`);
    if (user === null || password === null)
      throw new DocumentProblem(
        "unauthorised",
        `${name}: the settings name a user or a password: name both, or neither`,
      );
    const reply = await ask("/v3/auth/authenticate", { name: read.values.user, password: read.values.password });
    // 412 FailedPrecondition: the cluster lets everybody in, which is not what the settings say.
    if (reply.kind === "error" && reply.status === 412) {
      const why = "authentication is not enabled there: enable it, or take user and password out of the settings";
      throw new DocumentProblem("unauthorised", `${name}: ${why}`);
    }
    if (reply.kind === "error" && reply.status === 400)
      throw new DocumentProblem(
        "unauthorised",
        `${name}: etcd refuses the user or the password (${user}, ${password})`,
      );
    if (reply.kind === "error") throw problem(reply, name);
    const { token: given } = reply.json as { readonly token?: unknown };
    if (typeof given === "string" && given !== "") return given;
    throw strange(name);
  }

  async function call(path: string, body: unknown, once = false): Promise<Reply | Failure> {
    if (user === null && password === null) return ask(path, body, { once });
    for (let turn = 1; ; turn += 1) {
      token ??= authenticated();
      const current = await token.catch((error: unknown) => {
        token = null;
        throw error;
      });
      const reply = await ask(path, body, { token: current, once });
      if (reply.kind === "reply" || reply.status !== 401 || turn === 2) return reply;
      token = null;
    }
  }

  return {
    async range(key) {
      const reply = await call("/v3/kv/range", { key });
      if (reply.kind === "error") throw problem(reply, name);
      return entryIn(reply.json, name);
    },
    async swap(key, value, revision) {
      const compare = [{ key, target: "MOD", result: "EQUAL", mod_revision: revision }];
      const reply = await call("/v3/kv/txn", { compare, success: [{ request_put: { key, value } }] }, true);
      // Where the comparison fails the field is not there at all.
      if (reply.kind === "reply") return succeeded(reply.json, name) ? "written" : "changed";
      const answered = reply.status !== null && reply.status < 500;
      if (answered) throw problem(reply, name);
      return { lost: reply.why };
    },
  };
}

function entryIn(json: unknown, name: string): Entry | null {
  const { header, kvs } = fields(json);
  if (typeof header !== "object") throw strange(name);
  if (kvs === undefined) return null;
  const { value = "", mod_revision: revision } = fields(Array.isArray(kvs) ? kvs[0] : null);
  if (typeof value !== "string" || typeof revision !== "string") throw strange(name);
  return { value, revision };
}

function succeeded(json: unknown, name: string): boolean {
  const { header, succeeded: done } = fields(json);
  if (typeof header !== "object") throw strange(name);
  return done === true;
}

const fields = (json: unknown): Readonly<Record<string, unknown>> => (typeof json === "object" ? { ...json } : {});

function strange(name: string): DocumentProblem {
  return new DocumentProblem("invalid", `${name} answered something else than etcd 3.4 does: is the url right?`);
}

function problem({ status, reason, why }: Failure, name: string): DocumentProblem {
  if (status === 401 || status === 403 || /user name is empty/.test(why)) {
    const cure = "name a user and a password that may read and write this key";
    return new DocumentProblem("unauthorised", `${name}: etcd refuses (${why}): ${cure}`);
  }
  const invalid = ["bad-query", "not-found", "bad-shape", "not-json", "redirect", "config", "too-large"];
  return new DocumentProblem(invalid.includes(reason) ? "invalid" : "unreachable", `${name}: ${why}`);
}
