import type { ErrorReason } from "../../flag/measurement.ts";
import type { WriteResult } from "../../flag/running.ts";
import type { Secrets } from "../../flag/secrets.ts";
import { below, readAddress } from "../../http/address.ts";
import type { Failure } from "../../http/failure.ts";
import { type Exchange, openHttp } from "../../http/http.ts";
import type { Clock } from "../../http/retry.ts";
import { readSecrets } from "../../http/token.ts";
import type { GateRow } from "./gates.ts";
import type { Step } from "./steps.ts";

/** Why the API did not do what it was asked, in the words of a result. */
export interface Refusal {
  readonly status: Exclude<WriteResult["status"], "applied" | "unchanged">;
  readonly why: string;
  readonly retryAfterMs: number;
}

export type Said<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Flipper's HTTP API, request by request. It never imports: that deletes every flag that is not in the body. */
export interface FlipperApi {
  /** The gates of these flags; a flag that is not there is not in the answer. */
  features(keys: readonly string[]): Promise<Said<ReadonlyMap<string, readonly GateRow[]>>>;
  names(): Promise<Said<readonly string[]>>;
  /**
   * Whether an actor has each of these flags on, by Flipper's own evaluation; `not asked` where the API has no such
   * question, as before Flipper 0.16.1. The id must fit an address as it is.
   */
  actor(id: string, keys: readonly string[]): Promise<Said<ReadonlyMap<string, boolean> | "not asked">>;
  /** Says what the flag holds after it, null where the answer does not. With `once` it is not repeated by itself. */
  send(key: string, step: Step, once: boolean): Promise<Said<readonly GateRow[] | null>>;
}

export interface ApiSettings {
  readonly url: string;
  /** The environment variable that holds the token; null where the application asks for none. */
  readonly token: string | null;
  readonly secrets: Secrets;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/** Named in the query up to here; beyond, one request for all flags costs less. */
const byName = 40;

/** Every request is one that may be made twice, so all but those to be made once are, where that helps; never after a 500. */
export function openApi({ url, token, secrets, ...more }: ApiSettings): FlipperApi {
  const address = readAddress(url);
  const read = readSecrets({ token: [token, "the token of the Flipper API"] }, secrets);
  const broken = address.ok ? (read.ok ? null : refuse("unauthorised", read.why)) : refuse("invalid", address.why);
  const base = address.ok ? address.url : new URL("https://invalid.invalid");
  const value = read.ok ? read.values.token : null;
  const http = openHttp({
    hosts: [base.host],
    headers: value === null ? {} : credentials(base, value),
    secrets: value === null ? [] : [value],
    maxBytes: 64 * 1_048_576,
    // Flipper answers 500 to what it cannot parse; the same again would be the same again.
    final: [500],
    reasonIn: unknownFeature,
    ...more,
  });

  async function ask<T>(
    exchange: Exchange,
    meant: (json: unknown) => T | null,
    at404: T | null = null,
  ): Promise<Said<T>> {
    if (broken !== null) return { ok: false, refusal: broken };
    const reply = await http.exchange(exchange);
    if (reply.kind === "error" && reply.status === 404 && at404 !== null) return { ok: true, value: at404 };
    // What is no JSON, as a list that was cut short, may name people: it is not repeated.
    if (reply.kind === "error" && reply.reason !== "not-json") return { ok: false, refusal: refusalOf(reply) };
    const found = reply.kind === "reply" ? meant(reply.json) : null;
    if (found !== null) return { ok: true, value: found };
    const why = `${base.origin}${base.pathname} answered something else than Flipper does: is the url right?`;
    return { ok: false, refusal: refuse("invalid", why) };
  }

  return {
    features(keys) {
      const at = below(base, "/features");
      if (keys.length <= byName) at.search = `?keys=${keys.map(encodeURIComponent).join(",")}`;
      const wanted = new Set(keys);
      return ask({ url: at, method: "GET" }, (json) => {
        const found = featuresIn(json)?.map(featureOf);
        if (found === undefined || !found.every((one) => one !== null)) return null;
        return new Map(found.filter(([key]) => wanted.has(key)));
      });
    },
    names() {
      const at = below(base, "/features");
      at.search = "?exclude_gates=true";
      return ask({ url: at, method: "GET" }, (json) => {
        const names = featuresIn(json)?.map((one) => (isMap(one) && typeof one.key === "string" ? one.key : null));
        return names?.every((name) => name !== null) ? names : null;
      });
    },
    actor(id, keys) {
      const at = below(base, `/actors/${id}`);
      if (keys.length <= byName) at.search = `?keys=${keys.map(encodeURIComponent).join(",")}`;
      return ask<ReadonlyMap<string, boolean> | "not asked">(
        { url: at, method: "GET", hidden: [id] },
        enabledIn,
        "not asked",
      );
    },
    async send(key, { method, path, body }, once) {
      const made = path === "new";
      const url = below(base, made ? "/features" : `/features/${encodeURIComponent(key)}${path}`);
      // Exactly this type: with a charset behind it Flipper drops the body. And never no body: some servers refuse that.
      const headers = { "content-type": "application/json" };
      const text = JSON.stringify(made ? { name: key } : body);
      const hidden = typeof body.flipper_id === "string" ? [body.flipper_id] : [];
      const exchange = { url, method, headers, body: text, mayBeEmpty: true, once, hidden };
      const said = await ask(exchange, (json) => ({ feature: featureOf(json) }));
      return said.ok ? { ok: true, value: said.value.feature?.[1] ?? null } : said;
    },
  };
}

/** Flipper Cloud has a header of its own; whoever mounts the gem puts a guard before it that reads a bearer token. */
export function credentials({ hostname }: URL, token: string): Readonly<Record<string, string>> {
  const cloud = hostname === "flippercloud.io" || hostname.endsWith(".flippercloud.io");
  return cloud ? { "flipper-cloud-token": token } : { authorization: `Bearer ${token}` };
}

/** A 404 with a code is Flipper's own; one without comes from another place than where it is mounted. */
function unknownFeature(json: unknown, status: number): ErrorReason | null {
  return status === 404 && isMap(json) && typeof json.code === "number" ? "bad-shape" : null;
}

const statuses: Partial<Record<ErrorReason, Refusal["status"]>> = {
  auth: "unauthorised",
  "rate-limited": "rate-limited",
  network: "unreachable",
  timeout: "unreachable",
  unavailable: "unreachable",
  "bad-shape": "not-found",
};

/** What is in no line is about our own request: the same again would be refused again. */
function refusalOf({ reason, why, status, waitMs }: Failure): Refusal {
  if (status === 500) return refuse("invalid", why);
  return refuse(statuses[reason] ?? "invalid", why, waitMs ?? 1000);
}

function refuse(status: Refusal["status"], why: string, retryAfterMs = 0): Refusal {
  return { status, why, retryAfterMs: Math.max(0, retryAfterMs) };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function featuresIn(json: unknown): readonly unknown[] | null {
  return isMap(json) && Array.isArray(json.features) ? json.features : null;
}

/** What `GET /actors/<id>` answers, by flag. */
function enabledIn(json: unknown): ReadonlyMap<string, boolean> | null {
  if (!isMap(json) || !isMap(json.features)) return null;
  const found = new Map<string, boolean>();
  for (const [key, one] of Object.entries(json.features)) {
    if (isMap(one) && typeof one.enabled === "boolean") found.set(key, one.enabled);
  }
  return found;
}

/** A feature as Flipper describes it: each gate has one value, text or null, or a list of them. */
function featureOf(json: unknown): readonly [string, readonly GateRow[]] | null {
  if (!isMap(json) || typeof json.key !== "string" || !Array.isArray(json.gates)) return null;
  const rows: GateRow[] = [];
  for (const gate of json.gates) {
    if (!isMap(gate) || typeof gate.key !== "string") return null;
    const { key, value } = gate;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === null || one === undefined) continue;
      // An expression is a structure; what it says is not ours to read.
      rows.push({ gate: key, value: typeof one === "object" ? "{}" : String(one) });
    }
  }
  return [json.key, rows];
}
