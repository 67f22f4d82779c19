import type { Question } from "./provider.ts";
import type { Parsed } from "./sentence.ts";

/** Texts in quotes, names in backticks and comments, as NRQL writes them: nothing in them is a clause. */
const aside = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|--.*|\/\/.*|\/\*[\s\S]*?\*\//g;

const clauses = /\b(since|until|timeseries|compare\s+with)\b/i;

/**
 * An NRQL query with the window as its time range, in milliseconds since 1970
 * (https://docs.newrelic.com/docs/nrql/using-nrql/query-time-range/). It may have no time range of its own, nor ask for
 * more than one. The range stands on a line of its own, so that a comment at the query's end cannot swallow it.
 */
export function inWindow(query: string, { from, to }: Question["window"]): Parsed<string> {
  const nrql = query.trim();
  if (nrql === "") return { ok: false, why: "the query is empty: write an NRQL query" };
  const clause = clauses.exec(nrql.replace(aside, " "))?.[1]?.replace(/\s+/g, " ").toUpperCase();
  if (clause === undefined) return { ok: true, value: `${nrql}\nSINCE ${from.toMillis()} UNTIL ${to.toMillis()}` };
  const instead =
    clause === "SINCE" || clause === "UNTIL"
      ? "the metric's window is put in"
      : "one number for the whole window is needed";
  return { ok: false, why: `${clause} cannot stand in the query: take it out, ${instead}` };
}
