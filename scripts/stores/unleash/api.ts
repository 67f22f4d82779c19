import type { Secrets } from "../../flag/secrets.ts";
import { below, readAddress } from "../../http/address.ts";
import { openHttp } from "../../http/http.ts";
import type { Clock } from "../../http/retry.ts";
import { readSecrets } from "../../http/token.ts";
import type { UnleashSettings } from "../unleash.ts";
import { type Refusal, refusalOf, refuse, type Said } from "./refusal.ts";

/** Unleash's Admin API (https://docs.getunleash.io/api-overview), question by question. */
export interface UnleashApi {
  /** Asks again where that helps. `body` makes it a POST, of a kind that changes nothing. */
  ask<T>(path: string, meant: (json: unknown) => T | null, body?: unknown): Promise<Said<T>>;
  /** Sends what changes something, once: the answer's JSON, null where there is none. */
  send(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Said<unknown>>;
}

export interface ApiWorld {
  readonly secrets: Secrets;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

export function openApi({ url, token }: Pick<UnleashSettings, "url" | "token">, world: ApiWorld): UnleashApi {
  const { secrets, ...more } = world;
  const address = readAddress(url);
  const read = readSecrets({ token: [token, "an admin or personal token of Unleash"] }, secrets);
  const broken = address.ok ? (read.ok ? null : refuse("unauthorised", read.why)) : refuse("invalid", address.why);
  const base = address.ok ? address.url : new URL("https://invalid.invalid");
  const value = read.ok ? read.values.token : null;
  const http = openHttp({
    hosts: [base.host],
    // Unleash reads the token alone, without a scheme before it.
    headers: value === null ? {} : { authorization: value },
    secrets: value === null ? [] : [value],
    maxBytes: 64 * 1_048_576,
    // What it cannot do it answers 500; the same again would be the same again.
    final: [500],
    timeoutMs: 30_000,
    ...more,
  });
  const json = { "content-type": "application/json" };

  function at(path: string): URL {
    const [name = "", query] = path.split("?");
    const there = below(base, `/api/admin${name}`);
    there.search = query ?? "";
    return there;
  }

  return {
    async ask(path, meant, body) {
      if (broken !== null) return { ok: false, refusal: broken };
      const there = at(path);
      const method = body === undefined ? "GET" : "POST";
      const place = `${method} ${there.origin}${there.pathname}`;
      const reply = await http.exchange({
        url: there,
        method,
        ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
      });
      if (reply.kind === "error") return { ok: false, refusal: refusalOf(reply, place) };
      const found = meant(reply.json);
      if (found !== null) return { ok: true, value: found };
      return { ok: false, refusal: notUnleash(place) };
    },
    async send(method, path, body) {
      if (broken !== null) return { ok: false, refusal: broken };
      const there = at(path);
      const reply = await http.exchange({
        url: there,
        method,
        mayBeEmpty: true,
        once: true,
        ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
      });
      if (reply.kind === "error")
        return { ok: false, refusal: refusalOf(reply, `${method} ${there.origin}${there.pathname}`) };
      return { ok: true, value: reply.json };
    },
  };
}

function notUnleash(place: string): Refusal {
  return refuse("invalid", `${place} answered something else than Unleash does: is the url right?`);
}
