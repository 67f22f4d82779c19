import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import { follow, valueAt } from "./json-pointer.ts";
import { readNumber } from "./number.ts";

/** The number column of a scalar answer, row by row; rows whose value is null are left out, with their group. */
export interface Column {
  readonly values: readonly unknown[];
  readonly groups: readonly string[];
  /** True where the answer names groups at all, however many. */
  readonly grouped: boolean;
  /** How many rows there were, those without a value too. */
  readonly rows: number;
}

/**
 * The body of POST /api/v2/query/scalar as one number. `errors` stands at the top in the official schema; some
 * clients read it inside `data`, so it is looked for in both places.
 */
export function readScalar(body: unknown, { quote, orZero }: { quote: Quote; orZero: boolean }): Answered {
  const said = [valueAt(body, "/errors"), valueAt(body, "/data/errors")].find((errors) => !isEmpty(errors));
  if (said !== undefined) return wrong("bad-query", `Datadog says: ${quote(inWords(said))}`);
  const columns = valueAt(body, "/data/attributes/columns");
  if (!Array.isArray(columns)) return wrong("bad-shape", "answered JSON that is no scalar answer of Datadog");
  const read = readColumns(columns, quote);
  if ("kind" in read) return read;
  const { values, grouped, rows } = read;
  if (values.length === 0 && orZero) return { kind: "number", value: 0 };
  if (values.length === 0)
    return { kind: "no-data", why: "the answer holds no value: nothing was counted, or a name is misspelt" };
  if (rows > 1) {
    return wrong("many-series", `expected 1 value, got ${rows}${grouped ? ": take the `by {...}` off the query" : ""}`);
  }
  return readNumber(values[0], quote);
}

/** A column without a type is an old form of a number column; labels of groups are lists of texts. */
export function readColumns(columns: readonly unknown[], quote: Quote): Column | Answered {
  const [groups, numbers] = [columns.filter(isGroup), columns.filter((column) => !isGroup(column))];
  const lists = columns.map((column) => valueAt(column, "/values"));
  if (!lists.every(Array.isArray)) return wrong("bad-shape", "answered a column without a list of values");
  if (numbers.length > 1)
    return wrong("many-series", `expected 1 number column, got ${numbers.length}: ask for one query`);
  const odd = numbers.map((column) => valueAt(column, "/type")).find((type) => type !== undefined && type !== "number");
  if (odd !== undefined) return wrong("wrong-type", `expected a number column, got ${quote(inWords(odd))}`);

  const grouped = groups.length > 0;
  const all = valueAt(numbers[0], "/values") as readonly unknown[] | undefined;
  const rows: { readonly value: unknown; readonly group: string }[] = [];
  for (const [index, value] of (all ?? []).entries()) {
    const labels = groups.map((column) => follow(column, `/values/${index}`)).map((at) => (at.found ? at.value : null));
    const bad = labels.find((label) => !isLabel(label));
    if (bad !== undefined)
      return wrong("bad-shape", `answered a group whose label at index ${index} is no list of texts`);
    if (value === null) continue;
    const read = readNumber(value, quote);
    if (read.kind === "error") return read;
    rows.push({ value, group: labels.flat().join(",") });
  }
  const told = grouped ? rows.map(({ group }) => group) : [];
  return { values: rows.map(({ value }) => value), groups: told, grouped, rows: all?.length ?? 0 };
}

const isGroup = (column: unknown) => valueAt(column, "/type") === "group";

const isLabel = (label: unknown) => Array.isArray(label) && label.every((text) => typeof text === "string");

const isEmpty = (errors: unknown) =>
  errors === undefined || errors === null || errors === "" || (Array.isArray(errors) && errors.length === 0);

const inWords = (said: unknown) => (typeof said === "string" ? said : JSON.stringify(said));

const wrong = (reason: ErrorReason, why: string): Answered => ({ kind: "error", reason, why });
