import type { Slice } from "./document.ts";
import { jsonSchema } from "./json-schema.ts";

type Json = Readonly<Record<string, unknown>>;

/** GitHub's description as far as the cutter looks into it. */
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

interface Source {
  readonly operationId?: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

/** The named operations and everything they refer to. Throws where GitHub has no such operation. */
export function cutOperations(source: OpenApi, ids: readonly string[]): Slice {
  const known = new Map(
    Object.entries(source.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [operation?.operationId, { path, method, operation }] as const),
    ),
  );
  const ops = Object.fromEntries(
    ids.map((id) => {
      const found = known.get(id);
      if (!found) throw new Error(`GitHub has no operation ${id}: correct operations.ts`);
      return [id, operationOf(found)];
    }),
  );
  return { version: source.info.version, ops, components: componentsOf(source, ops) } as unknown as Slice;
}

function operationOf({ path, method, operation }: { path: string; method: string; operation: Source }) {
  const { requestBody, responses, parameters = [] } = operation;
  return {
    method: method.toUpperCase(),
    path,
    params: jsonSchema(parameters),
    body: requestBody ? { required: requestBody.required === true, schema: bodyOf(requestBody.content) ?? true } : null,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, answer]) => [
        status,
        answer.$ref ? { $ref: answer.$ref } : { schema: bodyOf(answer.content) },
      ]),
    ),
  };
}

const bodyOf = (content: Content | undefined) => jsonSchema(content?.["application/json"]?.schema ?? null);

/** Components the operations refer to, and those these refer to. */
function componentsOf(source: OpenApi, ops: unknown) {
  const kept: Record<string, Record<string, unknown>> = { schemas: {}, parameters: {}, responses: {}, headers: {} };
  const owing = references(ops);
  for (let next = owing.pop(); next !== undefined; next = owing.pop()) {
    const [, , kind, name] = next.split("/") as [string, string, string, string];
    if (name in kept[kind]!) continue;
    const found = source.components[kind]![name]!;
    kept[kind]![name] = kind === "responses" ? { schema: bodyOf(found.content as Content) } : jsonSchema(found);
    owing.push(...references(kept[kind]![name]));
  }
  return kept;
}

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "$ref" in value && typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}
