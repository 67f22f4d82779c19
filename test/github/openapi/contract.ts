import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Answer, Operation, Parameter, Reference, Schema, Slice } from "./document.ts";
import { fillerOf } from "./fill.ts";
import { formats } from "./formats.ts";
import { type Route, routesOf } from "./routes.ts";

export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** GitHub's own description as a judge of what is asked and answered. */
export interface Contract {
  readonly version: string;
  match(method: string, path: string): Route | null;
  /** What is wrong with a request, in words; empty where nothing is. An undocumented property is wrong. */
  request(id: string, asked: Asked): readonly string[];
  /** What is wrong with an answer; a status GitHub does not document is wrong. */
  response(id: string, status: number, body: unknown): readonly string[];
  documents(id: string, status: number): boolean;
  /** The smallest value of a named schema that has what is given. */
  build(schema: string, given: object): unknown;
}

let read: Contract | null = null;

/** The contract of the committed slice; compiled once a process, schema by schema as they are needed. */
export function githubContract(): Contract {
  read ??= contractOf(JSON.parse(readFileSync(join(import.meta.dirname, "github-openapi.slice.json"), "utf8")));
  return read;
}

export function contractOf(slice: Slice): Contract {
  const quick = { inlineRefs: false, code: { optimize: false } } as const; // most schemas are asked a few times only
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats, ...quick });
  ajv.addSchema({ $id: "gh", components: slice.components });
  const compiled = new Map<string, ValidateFunction>();
  const check = (key: string, schema: Schema | null, value: unknown): readonly string[] => {
    if (schema === null) return [];
    const judge = compiled.get(key) ?? ajv.compile(absolute(schema));
    compiled.set(key, judge);
    return judge(value) ? [] : judge.errors!.map(worded);
  };
  const operation = (id: string): Operation => slice.ops[id]!;
  const parameter = (given: Parameter | Reference): Parameter =>
    "$ref" in given ? slice.components.parameters[nameIn(given)]! : given;
  const answer = (given: Answer | Reference): Answer =>
    "$ref" in given ? slice.components.responses[nameIn(given)]! : given;

  const values = (id: string, where: Parameter["in"], given: Readonly<Record<string, string>>) => {
    const mine = operation(id)
      .params.map(parameter)
      .filter((one) => one.in === where);
    const schema = {
      type: "object",
      properties: Object.fromEntries(mine.map(({ name, schema }) => [name, schema])),
      required: mine.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    };
    const typed = Object.entries(given).map(([name, text]) => [
      name,
      typedAs(mine.find((one) => one.name === name)?.schema, text),
    ]);
    return check(`${id} ${where}`, schema, Object.fromEntries(typed)).map((why) => `${where} ${why}`);
  };

  return {
    version: slice.version,
    match: routesOf(slice),
    request: (id, { params, query, body }) => [
      ...values(id, "path", params),
      ...values(id, "query", query),
      ...bodyErrors(operation(id), body, (schema) => check(`${id} body`, schema, body)),
    ],
    response(id, status, body) {
      const documented = operation(id).responses[status];
      if (!documented) return [`status ${status} is not documented for ${id}`];
      const { schema } = answer(documented);
      return check(`${id} ${status}`, status < 400 ? schema : anyOf(schema), body);
    },
    documents: (id, status) => operation(id).responses[status] !== undefined,
    build: fillerOf(slice.components.schemas),
  };
}

/** Where, what and which: `/state must be equal to one of the allowed values ["open","closed"]`. */
function worded({ instancePath, message, params }: ErrorObject): string {
  const which: unknown = params.allowedValues ?? params.additionalProperty;
  return `${instancePath || "/"} ${message}${which === undefined ? "" : ` ${JSON.stringify(which)}`}`;
}

const nameIn = ({ $ref }: Reference) => $ref.split("/").at(-1)!;

/** The shapes of errors are said to exclude each other, but one message fits all. */
const anyOf = (schema: Schema | null): Schema | null => (schema?.oneOf ? { anyOf: schema.oneOf } : schema);

const absolute = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"gh#/components/')) as Schema;

/** Paths and queries are text: what is described as a number or a boolean is read as one. */
function typedAs(schema: Schema | undefined, text: string): unknown {
  const type = schema?.type;
  if (type === "integer" || type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}

function bodyErrors({ body: expected }: Operation, body: unknown, check: (schema: Schema) => readonly string[]) {
  if (expected === null) return body !== undefined && Object.keys(body ?? {}).length > 0 ? ["body not allowed"] : [];
  if (body === undefined) return expected.required ? ["body required"] : [];
  const documented = expected.schema.properties;
  const strange = documented ? Object.keys(body ?? {}).filter((key) => !(key in documented)) : [];
  return [
    ...check(expected.schema).map((why) => `body ${why}`),
    ...strange.map((key) => `body /${key} is not a documented property`),
  ];
}
