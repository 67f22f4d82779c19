import { execute, GraphQLError, Kind, type OperationDefinitionNode } from "graphql";
import type { Answered, Hub, Incoming } from "../emulator/http/hub.ts";
import { Refusal } from "../emulator/http/refusal.ts";
import { tokenOf } from "../emulator/http/tokens.ts";
import type { Token } from "../emulator/state/tokens.ts";
import type { Context } from "./context.ts";
import { type Cost, costOf } from "./cost.ts";
import { mutations } from "./mutations.ts";
import { queries } from "./queries.ts";
import { githubSchema, type Understood, understand } from "./schema.ts";

interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** The name a query gives itself, for faults and the log. */
export const nameOf = (body: unknown): string =>
  (body as Question | undefined)?.query?.match(/\b(?:query|mutation)\s+(\w+)/)?.[1] ?? "anonymous";

/** Answers a GraphQL question. Whatever is wrong with it, the status is 200 and `errors` tells. */
export async function answerGraphql(hub: Hub, { headers, body }: Incoming): Promise<Answered> {
  const { query, variables = {}, operationName } = body as Question;
  let login: string | null = null;
  try {
    const token = tokenOf(hub.world, headers.authorization);
    login = token.login;
    const asked = examined(hub, { query, variables, ...(operationName ? { operationName } : {}) });
    if (asked.kind === "refused") return { status: 200, headers: {}, body: { errors: asked.errors }, login, points: 0 };
    const { understood, operation, cost } = asked;
    const write = operation.operation === "mutation";
    const spent = { resource: "graphql", cost: cost.points, write, content: false } as const;
    const sent = hub.meter.count(token, spent);
    const data = await run(hub, token, understood, variables, operationName, cost, write);
    return { status: 200, headers: sent, body: data, login, points: cost.points };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const limited = error.headers["x-ratelimit-remaining"] === "0";
    const told = limited ? { errors: [{ type: "RATE_LIMITED", message: error.message }] } : error.body;
    return { status: limited ? 200 : error.status, headers: error.headers, body: told, login, points: 0 };
  }
}

type Examined =
  | { readonly kind: "refused"; readonly errors: readonly unknown[] }
  | {
      readonly kind: "understood";
      readonly understood: Understood;
      readonly operation: OperationDefinitionNode;
      readonly cost: Cost;
    };

function examined(hub: Hub, { query, variables = {}, operationName }: Question): Examined {
  try {
    const understood = understand(query);
    const errors = understood.errors.map(({ message }) => message);
    hub.violations.push(...errors.map((why) => `graphql: ${why} (if GitHub has it, add its type to kept.ts)`));
    if (errors.length > 0) return { kind: "refused", errors: understood.errors.map(formatted) };
    const operation = understood.document.definitions.find(
      (one): one is OperationDefinitionNode =>
        one.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || one.name?.value === operationName),
    )!;
    const cost = costOf(githubSchema(), understood.document, operation, variables);
    return { kind: "understood", understood, operation, cost };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { kind: "refused", errors: [formatted(error)] };
  }
}

async function run(
  hub: Hub,
  token: Token,
  { document }: Understood,
  variableValues: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
  { points, nodes }: Cost,
  write: boolean,
) {
  const contextValue: Context = {
    ...{ world: hub.world, by: { login: token.login, token }, cost: points, nodes },
    left: () => hub.meter.left(token, "graphql"),
  };
  const { data, errors } = await execute({
    ...{ schema: githubSchema(), document, variableValues, contextValue },
    ...(operationName ? { operationName } : {}),
    rootValue: write ? mutations : queries,
    fieldResolver(source, args, context, info) {
      const value = (source as Record<string, unknown>)[info.fieldName];
      if (value === undefined) {
        hub.violations.push(`graphql: ${info.parentType.name}.${info.fieldName} is not emulated`);
        throw new GraphQLError(`${info.parentType.name}.${info.fieldName} is not emulated`);
      }
      return typeof value === "function" ? (value as Resolver)(args, context) : value;
    },
  });
  return errors ? { data, errors: errors.map(formatted) } : { data };
}

type Resolver = (args: unknown, context: unknown) => unknown;

/** GitHub says what kind of error it is beside the message. */
function formatted(error: GraphQLError) {
  const { message, path, locations } = error;
  const { type } = error.extensions;
  return { ...(type ? { type } : {}), ...(path ? { path } : {}), ...(locations ? { locations } : {}), message };
}
