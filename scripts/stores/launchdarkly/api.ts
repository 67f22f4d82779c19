import type { Secrets } from "../../flag/secrets.ts";
import type { StoreSettings } from "../../flag/settings.ts";
import { below, readAddress } from "../../http/address.ts";
import { type Exchange, openHttp } from "../../http/http.ts";
import type { Clock } from "../../http/retry.ts";
import { readSecrets } from "../../http/token.ts";
import { isObject, type Json } from "../flagd/json.ts";
import type { Change } from "../store.ts";
import { changeIn } from "./audit.ts";
import { flagOf } from "./flag.ts";
import { type Filter, type Found, type Page, pageIn, pageQuery } from "./page.ts";
import type { Operation } from "./patch.ts";
import { reasonIn, refusalOf, refuse, type Said } from "./refusal.ts";

export type LaunchDarklySettings = Extract<StoreSettings, { kind: "launchdarkly" }>;

/** LaunchDarkly's REST API, request by request: https://launchdarkly.com/docs/api */
export interface LaunchDarklyApi {
  /** With this environment, or with all of them. */
  flag(key: string, whole?: boolean): Promise<Said<Found>>;
  page(filter: Filter, offset: number): Promise<Said<Page>>;
  /** Whether the project has the environment. */
  environment(): Promise<Said<boolean>>;
  create(flag: Json): Promise<Said<null>>;
  /** All of the operations or none; refused where one of their tests fails. */
  patch(key: string, operations: readonly Operation[], comment: string): Promise<Said<null>>;
  /** How many changes of the flag are scheduled here. */
  scheduled(key: string): Promise<Said<number>>;
  /** The last change by another credential. */
  lastChange(key: string): Promise<Change | null>;
  /** Where people see the flag. */
  pageOf(key: string, path: string | null): string;
}

export interface World {
  readonly secrets: Secrets;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

export function openApi({ url, token, project, environment }: LaunchDarklySettings, world: World): LaunchDarklyApi {
  const { secrets, ...more } = world;
  const address = readAddress(url ?? "https://app.launchdarkly.com");
  const read = readSecrets({ token: [token, "the access token of the LaunchDarkly API"] }, secrets);
  const broken = address.ok ? (read.ok ? null : refuse("unauthorised", read.why)) : refuse("invalid", address.why);
  const base = address.ok ? address.url : new URL("https://invalid.invalid");
  const value = read.ok ? read.values.token : "";
  const http = openHttp({
    hosts: [base.host],
    // No `Bearer`: the token alone. The version is said so that an account's default one makes no difference.
    headers: { authorization: value, "ld-api-version": "20240415" },
    secrets: [value],
    maxBytes: 64 * 1_048_576,
    timeoutMs: 30_000,
    reasonIn,
    ...more,
  });

  let known = false;

  async function ask<T>(exchange: Exchange, meant: (json: unknown) => T | null, missing?: T): Promise<Said<T>> {
    if (broken !== null) return { ok: false, refusal: broken };
    const place = `${exchange.url.origin}${exchange.url.pathname}`;
    const reply = await http.exchange(exchange);
    if (reply.kind === "error") {
      if (missing !== undefined && reply.status === 404 && reply.json) return { ok: true, value: missing };
      return { ok: false, refusal: refusalOf(reply, exchange.method === "PATCH" ? `PATCH ${place}` : null) };
    }
    const found = meant(reply.json);
    if (found !== null) return { ok: true, value: found };
    const why = `${place} answered something else than LaunchDarkly does: is the url right?`;
    return { ok: false, refusal: refuse("invalid", why) };
  }

  const at = (path: string, query = "") => {
    const found = below(base, `/api/v2${path}`);
    found.search = query;
    return found;
  };
  const segment = encodeURIComponent;
  const flags = `/flags/${segment(project)}`;
  const place = `/projects/${segment(project)}/environments/${segment(environment)}`;
  const json = { "content-type": "application/json" };

  return {
    flag(key, whole = false) {
      const url = at(`${flags}/${segment(key)}`, whole ? "" : `?env=${segment(environment)}`);
      const found = (json: unknown) => (isObject(json) && json.key === key ? new Map([[key, flagOf(json)]]) : null);
      return ask<Found>({ url, method: "GET" }, found, new Map());
    },
    page(filter, offset) {
      return ask({ url: at(flags, pageQuery(environment, filter, offset)), method: "GET" }, pageIn);
    },
    async environment() {
      if (known) return { ok: true, value: true };
      const said = await ask({ url: at(place), method: "GET" }, (found) => (isObject(found) ? true : null), false);
      known = said.ok && said.value;
      return said;
    },
    async create(flag) {
      const said = await ask({ url: at(flags), method: "POST", headers: json, body: JSON.stringify(flag) }, isThere);
      return said.ok ? { ok: true, value: null } : said;
    },
    async patch(key, operations, comment) {
      const body = JSON.stringify({ comment, patch: operations });
      const url = at(`${flags}/${segment(key)}`);
      const said = await ask({ url, method: "PATCH", headers: json, body }, isThere);
      return said.ok ? { ok: true, value: null } : said;
    },
    async scheduled(key) {
      const path = `/projects/${segment(project)}/flags/${segment(key)}/environments/${segment(environment)}`;
      const count = (found: unknown) => (isObject(found) && Array.isArray(found.items) ? found.items.length : null);
      const said = await ask({ url: at(`${path}/scheduled-changes`), method: "GET" }, count, 0);
      // Plans of LaunchDarkly without scheduled changes forbid to ask for them.
      return !said.ok && said.refusal.http === 403 ? { ok: true, value: 0 } : said;
    },
    async lastChange(key) {
      const spec = `proj/${project}:env/${environment}:flag/${key}`;
      const url = at("/auditlog", `?spec=${segment(spec)}&limit=20`);
      const said = await ask({ url, method: "GET" }, (found) => ({ change: changeIn(found, value, http.quote) }));
      return said.ok ? said.value.change : null;
    },
    pageOf(key, path) {
      const known = path !== null && /^\/[\w./~%?=&-]*$/.test(path);
      return `${base.origin}${known ? path : `/${segment(project)}/${segment(environment)}/features/${segment(key)}`}`;
    },
  };
}

const isThere = (found: unknown) => (isObject(found) ? {} : null);
