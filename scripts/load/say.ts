import type { ErrorObject } from "ajv";
import type { Path } from "./diagnostic.ts";
import { hint } from "./hints.ts";
import { didYouMean } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { found, nameOf, oneOf } from "./words.ts";

/** One of ajv's errors in words: what is expected, what was found, and the way out. */
export function say(error: ErrorObject, path: Path, root: unknown): Problem {
  const { keyword, params, data, propertyName } = error;
  const schema = { ...error.parentSchema } as Expected;
  const name = nameOf(path, schema.title);
  const here = (message: string): Problem => ({ path, at: "value", message });
  const key = (last: string, message: string): Problem => ({ path: [...path, last], at: "key", message });

  if (propertyName !== undefined) return key(propertyName, sayName(keyword, propertyName, schema));
  switch (keyword) {
    case "required":
      return here(sayMissing(params.missing as readonly string[], data, name, schema));
    case "additionalProperties":
      return key(params.additionalProperty, sayUnknown(params.additionalProperty, schema));
    case "minimum":
      return here(`${name} must be at least ${params.limit}, not ${data}`);
    case "maximum":
      return here(`${name} must be at most ${params.limit}, not ${data}${sayShare(schema, data)}`);
    case "exclusiveMinimum":
      return here(`${name} must be above ${params.limit}, not ${data}`);
    case "exclusiveMaximum":
      return here(`${name} must be below ${params.limit}, not ${data}`);
    case "minLength":
      return here(`${name} must not be empty: fill it in`);
    case "enum":
      return here(sayChoice(name, data, params.allowedValues as readonly unknown[]));
    case "not":
      return here(`${name} cannot be ${found(data)}: that word has a meaning of its own, choose another`);
    case "minItems":
      return here(`${name} needs at least ${params.limit} ${params.limit === 1 ? "entry" : "entries"}, not none`);
    case "minProperties":
      return here(`${name} needs at least one${schema.properties ? ` of ${keys(schema)}` : " entry"}, not none`);
    case "maxProperties":
      return here(`${name} takes only one of ${keys(schema)}`);
    case "uniqueItems":
      return sayTwice(
        name,
        data,
        path,
        [params.i, params.j].toSorted((a: number, b: number) => a - b),
      );
    case "discriminator":
      return { path: [...path, error.params.tag], at: "value", message: sayKind(error, schema) };
    case "false schema":
      return { path, at: "key", message: sayForeign(path, root) };
    default:
      return sayWrong(name, data, schema, path, root);
  }
}

/** What messages read of a schema. */
interface Expected {
  readonly title?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly { readonly properties: Readonly<Record<string, { readonly const?: string }>> }[];
}

const keys = ({ properties }: Expected) => Object.keys(properties ?? {}).join(", ");

function sayMissing(missing: readonly string[], data: unknown, name: string, schema: Expected): string {
  const needs = missing.map((key) => `\`${key}\``).join(", ");
  return `${name} needs ${needs}${Object.keys(Object(data)).length === 0 && schema.properties ? `; it takes ${keys(schema)}` : ""}`;
}

function sayUnknown(key: string, schema: Expected): string {
  const known = Object.entries(schema.properties ?? {});
  const home = known.find(([, inner]) => Object.hasOwn(Object(Object(inner).properties), key));
  const here = known.map(([name]) => name);
  const way = didYouMean(key, here) || (home ? `it belongs in \`${home[0]}\`` : `here stand ${here.join(", ")}`);
  return `unknown key \`${key.slice(0, 80)}\`: ${way}`;
}

/** A share written as a percent is the usual slip. */
function sayShare({ title }: Expected, data: unknown): string {
  return title?.startsWith("a share") && Number(data) <= 100 ? `: ${data} % is ${Number(data) / 100}` : "";
}

function sayName(keyword: string, name: string, { title }: Expected): string {
  if (keyword === "not") return `the name ${found(name)} is taken: choose another`;
  const lower = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-$/g, "");
  const way = title?.includes("lower-case") && lower !== "" && lower !== name ? `: write \`${lower}\`` : "";
  return `${found(name)} must be ${title ?? "another name"}${way}`;
}

function sayChoice(name: string, data: unknown, allowed: readonly unknown[]): string {
  const words = allowed.map((value) => (value === null ? "~" : String(value)));
  const meant = typeof data === "string" ? didYouMean(data, words) : "";
  return `${name} must be ${oneOf(words)}, not ${found(data)}${meant === "" ? "" : `: ${meant}`}`;
}

function sayTwice(name: string, data: unknown, path: Path, items: readonly number[]): Problem {
  const [first = 0, second = 0] = items;
  const twice = found((data as readonly unknown[])[first]);
  const message = `${name} says ${twice} twice, as item ${first + 1} and item ${second + 1}: remove one`;
  return { path: [...path, second], at: "value", message };
}

function sayKind({ params }: ErrorObject, schema: Expected): string {
  const kinds = (schema.oneOf ?? []).map(({ properties }) => properties[params.tag]?.const);
  return sayChoice(params.tag, params.tagValue, kinds);
}

/** A key that another kind of metric takes. */
function sayForeign(path: Path, root: unknown): string {
  const kinds = path
    .map((_, index) => Object(valueAt(root, path.slice(0, index))).kind)
    .filter((kind) => kind !== undefined);
  const key = path.at(-1);
  const way = key === "min" ? ": say how much may be bad, as max" : ": remove it, or change the kind";
  return `a metric of kind ${kinds.at(-1)} takes no \`${key}\`${way}`;
}

function sayWrong(name: string, data: unknown, schema: Expected, path: Path, root: unknown): Problem {
  const expected = schema.title ?? "something else";
  if (path.length === 0) {
    const needs = (schema.required ?? []).map((key) => `\`${key}\``).join(", ");
    const message =
      data === null
        ? `the file is empty: ${expected} needs ${needs}`
        : `the file holds ${found(data)}: ${expected} is a map with ${needs}`;
    return { path, at: "value", message };
  }
  const hides = schema.format === "secret-name" || (schema.format === "address" && String(data).includes("@"));
  if (hides) return { path, at: "value", message: `${name} must be ${expected}`, rule: "secret-name" };
  const way = hint(schema, data, valueAt(root, path.slice(0, -1)));
  return {
    path,
    at: "value",
    message: `${name} must be ${expected}, not ${found(data)}${way === "" ? "" : `: ${way}`}`,
  };
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => Object(value)[step], root);
}
