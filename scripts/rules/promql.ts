/** Longer queries are judged by their beginning, so that no text can make a rule slow. */
const longest = 10_000;
/** Brackets deeper than this are not looked at, for the same reason. */
const most = 100;
const blank = (text: string) => " ".repeat(text.length);

/**
 * A PromQL query with everything that only looks like an operator blanked out, place for place: strings, comments, label
 * matchers `{a!="b"}` and ranges `[5m]`. Grammar: prometheus.io/docs/prometheus/latest/querying/basics.
 */
export function operatorsOf(query: string): string {
  return query
    .slice(0, longest)
    .replace(/\{\{window\}\}/g, blank)
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#.*/g, blank)
    .replace(/\{[^{}]*\}|\[[^[\]]*\]/g, blank);
}

interface Operator {
  readonly token: string;
  /** Functions and aggregations it stands inside, outermost first; brackets that only group left out. */
  readonly inside: readonly string[];
  readonly after: string;
}

function operatorsIn(query: string, tokens: RegExp): readonly Operator[] {
  if (query.search(tokens) === -1) return [];
  const text = operatorsOf(query).replace(/\b(?:by|without)\s*\([^()]*\)/gi, blank);
  const open: (string | null)[] = [];
  const found: Operator[] = [];
  for (const { 0: token, index } of text.matchAll(/[()]|[=!<>]=|[<>/]/g)) {
    if (token === "(") open.push(calledBefore(text.slice(Math.max(0, index - 500), index)));
    else if (token === ")") open.pop();
    else if (tokens.test(token)) {
      const inside = open.slice(-most).flatMap((name) => name ?? []);
      found.push({ token, inside, after: text.slice(index + 1, index + 60) });
    }
  }
  return found;
}

/** A bracket belongs to what stands before it, unless that is an operator in letters: `a or (b)` only groups. */
function calledBefore(before: string): string | null {
  const [name] = /(?:[\w:]+|\))$/.exec(before.trimEnd().slice(-20)) ?? [null];
  return name === null || /^(?:and|or|unless|bool|atan2)$/i.test(name) ? null : name.toLowerCase();
}

/** The first comparison that is the query's own answer and not inside a function or aggregation, or null. */
export function comparisonOf(query: string): string | null {
  return operatorsIn(query, /[<>]|[=!]=/).find(({ inside }) => inside.length === 0)?.token ?? null;
}

const byNumber = /^\s*[\d.]+(?:e[+-]?\d+)?\s*(?:$|[^\w.\s])/i;

/** Divisions of one series by another; dividing by a plain number only changes the unit. */
const quotients = (query: string) => operatorsIn(query, /\//).filter(({ after }) => !byNumber.test(after));

/** True where one series is divided by another. */
export function divides(query: string): boolean {
  return quotients(query).length > 0;
}

/** True where an average is taken of quotients, which weighs a quiet instance like a busy one. */
export function averagesQuotients(query: string): boolean {
  return quotients(query).some(({ inside }) => inside.some((name) => name === "avg" || name === "avg_over_time"));
}

/** True where the query answers 0 for series that do not exist: `... or vector(0)`. */
export function fillsWithZero(query: string): boolean {
  return /\bor\s+(?:on\s*\(\s*\)\s*)?vector\s*\(\s*0(?:\.0*)?\s*\)/i.test(operatorsOf(query));
}

/** `count - bucket{le="0.5"}`: both exist whenever there is traffic, so nothing is missing while all goes well. */
export function isHistogramDifference(query: string): boolean {
  const text = operatorsOf(query);
  const minus = text.indexOf("-", text.search(/_count\b/) + 1);
  return text.includes("_count") && minus !== -1 && text.slice(minus).search(/_bucket\b/) !== -1;
}
