import { requestPlaceholders } from "../flag/query.ts";
import type { ProviderSettings } from "../flag/settings.ts";
import type { Path } from "./diagnostic.ts";
import { duration } from "./durations.ts";
import { didYouMean } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { record } from "./record.ts";
import type { WrittenProvider } from "./written-settings.ts";

/** One provider of the settings, with everything filled in; what the schema cannot say of it goes to `problems`. */
export function providerOf(name: string, written: WrittenProvider, problems: Problem[]): ProviderSettings {
  const path = ["providers", name];
  const retention =
    written.retention === undefined ? null : duration(written.retention, [...path, "retention"], problems);
  switch (written.kind) {
    case "prometheus":
      return { name, kind: written.kind, url: written.url, token: written.token ?? null, retention };
    case "recorded":
      return { name, kind: written.kind, file: written.file, retention };
    case "datadog":
      return { name, ...written, api: written.api ?? "v2", url: written.url ?? null, retention };
    case "new-relic":
    case "google-analytics":
      return { name, ...written, url: written.url ?? null, retention };
    case "cloudwatch":
      return { name, ...written, sessionToken: written.sessionToken ?? null, url: written.url ?? null, retention };
    case "json": {
      problems.push(...wrongIn(written, path));
      const { kind, url, method = "GET", headers = {}, body = null, pointer = null } = written;
      return { name, kind, url, method, headers: record(Object.entries(headers)), body, pointer, retention };
    }
  }
}

type WrittenJson = Extract<WrittenProvider, { readonly kind: "json" }>;

/** Of the connection itself, or set by the body. */
const notOurs = ["connection", "content-length", "content-type", "expect", "host", "keep-alive", "te", "trailer"];

function wrongIn({ url, method, headers = {}, body, pointer }: WrittenJson, path: Path): readonly Problem[] {
  const at = (key: string, message: string): Problem => ({ path: [...path, key], at: "value", message });
  const host = /^https?:\/\/[^/?#]*\{\{/.test(url) ? ["no placeholder can stand in the host: write it out"] : [];
  const found = [
    ...[...host, ...wrongPlaceholders(url)].map((said) => at("url", said)),
    ...wrongHeaders(headers, path),
  ];
  if (body !== undefined) {
    found.push(...wrongPlaceholders(body).map((said) => at("body", said)));
    if (method !== "POST") found.push(at("body", "a body is sent only with POST: write method: POST, or leave it out"));
    if (!isJson(body.replace(/\{\{\w+(Ms|Seconds)\}\}/g, "1").replace(/\{\{\w+\}\}/g, "x"))) {
      const way = "texts stand in double quotes, {{query}}, {{from}}, {{to}} and {{window}} too";
      found.push(at("body", `the body is no JSON once its placeholders are filled in: ${way}`));
    }
  }
  const asks = `${url}${body ?? ""}`.includes("{{query}}");
  if (asks && pointer === undefined) {
    found.push(
      at("url", "{{query}} takes the metric's query, so that cannot say where the number stands: add `pointer`"),
    );
  }
  if (!asks && pointer !== undefined) {
    const way = "put {{query}} in url or body, or leave `pointer` out and write it as the metric's query";
    found.push(at("pointer", `the metric's query would not be used: ${way}`));
  }
  return found;
}

function wrongPlaceholders(text: string): readonly string[] {
  const names = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name!);
  const unknown = names.filter((name) => !requestPlaceholders.some((known) => known === name));
  return unknown.map((name) => {
    const way = didYouMean(name, requestPlaceholders) || `there are ${requestPlaceholders.join(", ")}`;
    return `unknown placeholder {{${name.slice(0, 80)}}}: ${way}`;
  });
}

function wrongHeaders(headers: Readonly<Record<string, string>>, path: Path): readonly Problem[] {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return Object.keys(headers).flatMap((name, index): readonly Problem[] => {
    const key = (message: string): Problem => ({ path: [...path, "headers", name], at: "key", message });
    if (notOurs.includes(names[index]!)) return [key(`header ${name} is set by the request itself: leave it out`)];
    if (names.indexOf(names[index]!) < index)
      return [key(`header ${name} is there twice: names differ by more than case`)];
    return [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
