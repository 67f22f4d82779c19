import type { ErrorReason } from "../flag/measurement.ts";
import { codeOf, type Failure, reasonOfStatus, retriesOf, waitAskedFor } from "./failure.ts";
import { type Quote, quoter } from "./quote.ts";
import { type Budget, type Clock, realClock, withRetries } from "./retry.ts";

export interface HttpSettings {
  /** Hosts (with port) that may be asked; nothing else ever is. */
  readonly hosts: readonly string[];
  /** Sent with every request. Values may be secret and are only ever sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values that no message may contain, whoever wrote it. */
  readonly secrets: readonly string[];
  readonly clock?: Clock;
  /** For one whole exchange, body included. Default 10 s. */
  readonly timeoutMs?: number;
  /** Of the body as decoded. Default 1 MiB. */
  readonly maxBytes?: number;
  /** What failing may cost all exchanges together: asking in vain and waiting. Default 60 s. */
  readonly budgetMs?: number;
  /** For an API that says more in its body than in its status: the reason the JSON gives, null to go by the status. */
  readonly reasonIn?: (json: unknown, status: number) => ErrorReason | null;
  /** Statuses that asking again would only repeat, though their class says otherwise. */
  readonly final?: readonly number[];
}

export interface Exchange {
  readonly url: URL;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** True where a success may come without a body; its JSON is then null. */
  readonly mayBeEmpty?: boolean;
  /** True where the body of a success is the thing itself, whatever it is: the reply holds its bytes, and no JSON. */
  readonly whole?: boolean;
  /** True for what must not be asked again by itself: a write that may have been done though its answer was lost. */
  readonly once?: boolean;
  /** What no message about this exchange may contain, beside the secrets: the ids of people it asks about. */
  readonly hidden?: readonly string[];
}

/** A success status with a JSON body, or none where that was expected. What the JSON means is the adapter's to read. */
export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly json: unknown;
  /** Of an exchange that asked for the whole: the body as it came, and its entity tag, null where it has none. */
  readonly whole?: { readonly bytes: Uint8Array; readonly etag: string | null };
}

export interface Http {
  /** One question with its retries. Never throws for what the network or the server does. */
  exchange(exchange: Exchange): Promise<Reply | Failure>;
  /** Makes text of the server fit for a message. */
  readonly quote: Quote;
}

/** Guarded HTTP: allowed hosts only, redirects never followed, the whole exchange timed and its body capped. */
export function openHttp(settings: HttpSettings): Http {
  const {
    clock = realClock,
    timeoutMs = 10_000,
    maxBytes = 1_048_576,
    budgetMs = 60_000,
    reasonIn,
    final = [],
  } = settings;
  const budget: Budget = { leftMs: budgetMs };

  async function once(exchange: Exchange): Promise<Reply | Failure> {
    const quote = quoter([...settings.secrets, ...(exchange.hidden ?? [])]);
    const place = `${exchange.method} ${exchange.url.origin}${quote(exchange.url.pathname)}`;
    const failed = (reason: ErrorReason, what: string, more: Partial<Failure> = {}): Failure => {
      const plain = { status: null, json: false, retries: retriesOf(reason), waitMs: null };
      const again = exchange.once ? { retries: 0 } : {};
      return { kind: "error", reason, why: `${place} ${what}`, ...plain, ...more, ...again };
    };
    if (!settings.hosts.includes(exchange.url.host)) {
      return failed("config", `was not asked: only ${settings.hosts.join(", ")} may be, by the url in the settings`);
    }
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { body = null, method } = exchange;
      const headers = { accept: "application/json", ...settings.headers, ...exchange.headers };
      const response = await fetch(exchange.url, { method, headers, body, redirect: "manual", signal });
      const { status } = response;
      const good = reasonOfStatus(status) === null;
      const bytes = good
        ? await readBody(response, maxBytes)
        : ((await readBody(response, maxBytes).catch(() => null)) ?? Buffer.alloc(0));
      if (bytes !== null && good && exchange.whole) {
        return { kind: "reply", status, json: null, whole: { bytes, etag: response.headers.get("etag") } };
      }
      const text = bytes === null ? null : bytes.toString("utf8");
      if (text === null) return failed("too-large", `answered more than ${maxBytes} bytes: ask for less`, { status });
      if (text === "" && exchange.mayBeEmpty && good) {
        return { kind: "reply", status, json: null };
      }
      const json = parse(text);
      const reason = (json.ok ? reasonIn?.(json.value, status) : null) ?? reasonOfStatus(status);
      if (reason !== null) {
        const what = `answered ${status}${cureOf(reason, response, quote)}${tail(quote(messageIn(text)))}`;
        const again = final.includes(status) ? { retries: 0 } : {};
        return failed(reason, what, {
          status,
          ...again,
          waitMs: waitAskedFor(response.headers, clock.now()),
          json: json.ok,
          ...(json.ok && { said: json.value }),
        });
      }
      if (json.ok) return { kind: "reply", status, json: json.value };
      return failed("not-json", `answered ${status} without JSON${tail(quote(text) || "nothing")}`, { status });
    } catch (thrown) {
      if (!signal.aborted) return failed("network", `got no complete answer: ${codeOf(thrown)}`);
      return failed("timeout", `got no complete answer within ${timeoutMs / 1000} s`, { retries: 1 });
    }
  }

  return { quote: quoter(settings.secrets), exchange: (exchange) => withRetries(() => once(exchange), clock, budget) };
}

/** The body, or null where it is larger than the cap; the rest is then not fetched. */
async function readBody(response: Response, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** The sentence inside an error body where it has one (`error`, `message`, the first of `errors`), else all of it. */
function messageIn(text: string): string {
  const json = parse(text);
  if (!json.ok) return text;
  const { error, message, errors } = fields(json.value);
  const said = [error, message, Array.isArray(errors) ? errors[0] : errors];
  const sentences = said.flatMap((one) => [one, fields(one).message]);
  return sentences.find((one): one is string => typeof one === "string") ?? text;
}

const fields = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" ? { ...value } : {});

function cureOf(reason: ErrorReason, response: Response, quote: Quote): string {
  if (reason === "auth") return " (is the token that the settings name valid and allowed to read?)";
  if (reason === "not-found") return " (is the url in the settings right?)";
  if (reason !== "redirect") return "";
  const to = response.headers.get("location") ?? "";
  const origin = URL.canParse(to) ? `: it points to ${quote(new URL(to).origin)}` : "";
  return ` (redirects are not followed: write the final address into the settings${origin})`;
}

const tail = (said: string) => (said === "" ? "" : `: ${said}`);
