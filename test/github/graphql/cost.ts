import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from "graphql";

export interface Cost {
  readonly points: number;
  readonly nodes: number;
}

type Variables = Readonly<Record<string, unknown>>;

const mostNodes = 500_000;

/**
 * What a query costs: the requests its connections would take if every page were full, in hundreds; at least one.
 * Throws where a connection has no bound or one out of range, or all together ask for too much.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Cost {
  const multipliers: number[] = [1];
  let requests = 0;
  let nodes = 0;
  const info = new TypeInfo(schema);
  const flat = inlined(document, operation);
  visit(
    flat,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          if (!isConnection(info)) return;
          const size = sizeOf(field, variables);
          requests += multipliers.at(-1)!;
          multipliers.push(multipliers.at(-1)! * size);
          nodes += multipliers.at(-1)!;
        },
        leave() {
          if (isConnection(info)) multipliers.pop();
        },
      },
    }),
  );
  if (nodes > mostNodes) {
    throw typed(
      "MAX_NODE_LIMIT_EXCEEDED",
      `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${mostNodes}.`,
    );
  }
  return { points: Math.max(1, Math.round(requests / 100)), nodes };
}

const isConnection = (info: TypeInfo) => getNamedType(info.getType())?.name.endsWith("Connection") === true;

function sizeOf(field: FieldNode, variables: Variables): number {
  const bounds = (field.arguments ?? []).filter(({ name }) => name.value === "first" || name.value === "last");
  const [bound] = bounds.map(({ value }) => read(value, variables)).filter((value) => value != null);
  const name = field.name.value;
  if (typeof bound !== "number") {
    throw typed(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (bound < 0 || bound > 100) {
    throw typed(
      "EXCESSIVE_PAGINATION",
      `Requesting ${bound} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  }
  return bound;
}

function read(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  return value.kind === Kind.INT ? Number(value.value) : undefined;
}

const typed = (type: string, message: string) => new GraphQLError(message, { extensions: { type } });

/** The operation with its fragments in their places. */
function inlined(document: DocumentNode, operation: OperationDefinitionNode): OperationDefinitionNode {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  return visit(operation, {
    FragmentSpread({ name }) {
      const { typeCondition, selectionSet } = fragments.get(name.value)!;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
    },
  });
}
