import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";

let built: GraphQLSchema | null = null;

/** GitHub's schema as far as it was kept; built once a process. */
export function githubSchema(): GraphQLSchema {
  if (built) return built;
  built = buildSchema(readFileSync(join(import.meta.dirname, "github.slice.graphql"), "utf8"), {
    assumeValidSDL: true,
  });
  const int = built.getType("Int") as GraphQLScalarType<number>;
  int.serialize = Number; // GitHub's numbers of check runs are longer than the 32 bits of an Int
  return built;
}

export interface Understood {
  readonly document: DocumentNode;
  /** What GitHub would not understand; empty where nothing is wrong. */
  readonly errors: readonly GraphQLError[];
}

const known = new Map<string, Understood>();

/** A query judged by GitHub's schema. Throws where it is no GraphQL at all. */
export function understand(query: string): Understood {
  const found = known.get(query);
  if (found) return found;
  const document = parse(query);
  const understood = { document, errors: validate(githubSchema(), document) };
  known.set(query, understood);
  return understood;
}
