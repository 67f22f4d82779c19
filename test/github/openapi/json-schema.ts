const prose = new Set(
  "description summary example examples externalDocs tags title deprecated xml discriminator default".split(" "),
);

type Node = Record<string, unknown>;

/** OpenAPI 3.0 schema objects as JSON Schema 2020-12, without prose, examples and `x-` extensions. */
export function jsonSchema(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => jsonSchema(item));
  if (typeof value !== "object" || value === null) return value;
  const named = key === "properties"; // what stands here are names, not keywords
  const kept = Object.entries(value).filter(([name]) => named || !(prose.has(name) || name.startsWith("x-")));
  const node: Node = Object.fromEntries(kept.map(([name, child]) => [name, jsonSchema(child, named ? "" : name)]));
  if (named) return node;
  return nullable(withoutBooleanBounds(node));
}

function withoutBooleanBounds({ exclusiveMinimum, ...node }: Node): Node {
  if (exclusiveMinimum !== true) return exclusiveMinimum === undefined ? node : { ...node, exclusiveMinimum };
  const { minimum, ...rest } = node;
  return { ...rest, exclusiveMinimum: minimum };
}

/** `nullable: true` is the type null in newer JSON Schema: https://spec.openapis.org/oas/v3.0.3#schema-object */
function nullable({ nullable, ...node }: Node): Node {
  if (nullable !== true) return node;
  if (node.type === undefined) return { anyOf: [node, { type: "null" }] };
  const values = Array.isArray(node.enum) && !node.enum.includes(null) ? { enum: [...node.enum, null] } : {};
  const choice = (["oneOf", "anyOf"] as const).find((name) => Array.isArray(node[name]));
  const choices = choice ? { [choice]: [...(node[choice] as unknown[]), { type: "null" }] } : {};
  return { ...node, ...values, ...choices, type: [node.type, "null"] };
}
