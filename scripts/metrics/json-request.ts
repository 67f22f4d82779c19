import { type requestPlaceholders, resolveWindow } from "../flag/query.ts";
import type { Exchange } from "../http/http.ts";
import { spell } from "./instant.ts";
import type { Question } from "./provider.ts";

/** A request of the settings, with the placeholders of requestPlaceholders. */
export interface RequestTemplate {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly body: string | null;
}

/** The metric's query with its own placeholders filled in, as it is sent and shown. */
export function resolveQuery({ query, window }: Question): string {
  return put(query, times(window), (value) => value);
}

/**
 * The request with every placeholder filled in: percent-encoded in the url, escaped as inside a JSON text in the body.
 * Null where a value would lead to another place on the server, as `..` does.
 */
export function fill({ url, method, body }: RequestTemplate, question: Question): Exchange | null {
  const values = { ...times(question.window), query: resolveQuery(question) };
  const filled = new URL(put(url, values, inUrl));
  if (filled.pathname.split("/").length !== new URL(put(url, values, () => "x")).pathname.split("/").length)
    return null;
  if (body === null) return { url: filled, method };
  return { url: filled, method, body: put(body, values, inText), headers: { "content-type": "application/json" } };
}

type Values = Readonly<Record<Exclude<(typeof requestPlaceholders)[number], "query">, string>>;

const times = ({ from, to }: Question["window"]): Values => ({
  window: resolveWindow("{{window}}", from, to),
  from: spell(from),
  to: spell(to),
  fromMs: String(from.toMillis()),
  toMs: String(to.toMillis()),
  fromSeconds: String(Math.floor(from.toSeconds())),
  toSeconds: String(Math.floor(to.toSeconds())),
});

/** In one pass: what was put in is not looked at again. */
function put(text: string, values: Readonly<Record<string, string>>, inForm: (value: string) => string): string {
  const one = (all: string, name: string) => (Object.hasOwn(values, name) ? inForm(values[name]!) : all);
  return text.replace(/\{\{(\w+)\}\}/g, one);
}

/** Halves of UTF-16 pairs, which no address can hold, become U+FFFD. */
const inUrl = (value: string) => encodeURIComponent(Buffer.from(value).toString());

const inText = (value: string) => JSON.stringify(value).slice(1, -1);
