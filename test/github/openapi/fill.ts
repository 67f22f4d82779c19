import type { Schema } from "./document.ts";

type Given = Readonly<Record<string, unknown>>;

/** Builds the smallest value of a schema around what is given, so that answers state only what they mean. */
export function fillerOf(schemas: Readonly<Record<string, Schema>>): (name: string, given: object) => unknown {
  const resolve = (schema: Schema | undefined): Schema => {
    const name = schema?.$ref?.split("/").at(-1);
    return name === undefined ? (schema ?? {}) : resolve(schemas[name]);
  };

  const fill = (written: Schema | undefined, given: unknown, required: boolean): unknown => {
    if (given !== undefined && !isRecord(given)) return given;
    const schema = resolve(written);
    const choices = schema.properties ? undefined : (schema.anyOf ?? schema.oneOf);
    if (choices) return fillChoice(choices, given, required);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fill(part, given, required)));
    const types = [schema.type ?? []].flat();
    if (given === undefined && types.includes("null")) return null;
    if (schema.properties || types.includes("object") || given !== undefined) return fillObject(schema, given ?? {});
    return plain(schema, types[0]);
  };

  const fillChoice = (choices: readonly Schema[], given: Given | undefined, required: boolean) => {
    if (given === undefined && choices.some(({ type }) => type === "null")) return null;
    const real = choices.filter(({ type }) => type !== "null");
    const fitting = given ? real.find((choice) => covers(resolve(choice), given)) : undefined;
    return fill(fitting ?? real[0], given, required);
  };

  const covers = ({ properties = {} }: Schema, given: Given) => Object.keys(given).every((key) => key in properties);

  const fillObject = ({ properties = {}, required = [], additionalProperties }: Schema, given: Given) => {
    const other = typeof additionalProperties === "object" ? additionalProperties : undefined;
    const keys = [...new Set([...required, ...Object.keys(given)])].filter(
      (key) => required.includes(key) || given[key] !== undefined,
    );
    return Object.fromEntries(keys.map((key) => [key, fill(properties[key] ?? other, given[key], true)]));
  };

  return (name, given) => fill(schemas[name], given as Given, true);
}

const isRecord = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function plain({ enum: values, format }: Schema, type: string | undefined): unknown {
  if (values) return values[0];
  switch (type) {
    case "array":
      return [];
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "string":
      return format === "date-time" ? "1970-01-01T00:00:00Z" : format === "uri" ? "https://github.test/" : "";
    default:
      return {};
  }
}
