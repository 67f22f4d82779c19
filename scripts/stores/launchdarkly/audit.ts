import type { Quote } from "../../http/quote.ts";
import { isObject, type Json } from "../flagd/json.ts";
import type { Change } from "../store.ts";

/**
 * The latest entry of an audit log that was not made with our own token, known by its last characters, which is all the
 * log tells of it. https://launchdarkly.com/docs/api/audit-log/get-audit-log-entries
 */
export function changeIn(json: unknown, token: string, quote: Quote): Change | null {
  if (!isObject(json) || !Array.isArray(json.items)) return null;
  const entries = json.items.flatMap((entry) => (isObject(entry) && !isOwn(entry, token) ? [entry] : []));
  const dated = entries.flatMap((entry) => {
    const at = typeof entry.date === "number" ? new Date(entry.date) : null;
    return at === null || Number.isNaN(at.getTime()) ? [] : [{ entry, at }];
  });
  const last = dated.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (last === undefined) return null;
  const what = text(last.entry, "titleVerb") ?? text(last.entry, "shortDescription") ?? "changed the flag";
  return { who: quote(whoMade(last.entry)), at: last.at.toISOString(), what: quote(what) };
}

function isOwn({ token: made }: Json, token: string): boolean {
  const ending = isObject(made) ? text(made, "ending") : null;
  return ending !== null && ending.length >= 4 && token.endsWith(ending);
}

function whoMade({ member, token, app }: Json): string {
  const email = isObject(member) ? text(member, "email") : null;
  const name = isObject(token) ? text(token, "name") : isObject(app) ? text(app, "name") : null;
  if (name === null) return email ?? "somebody the log does not name";
  return email === null ? name : `${name} of ${email}`;
}

function text(json: Json, field: string): string | null {
  const value = json[field];
  return typeof value === "string" && value !== "" ? value : null;
}
