import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeNode,
} from "graphql";

/** A schema of the kept types alone: fields that lead elsewhere are gone, and so is all prose. */
export function prune(sdl: string, kept: ReadonlySet<string>): string {
  const definitions = parse(sdl, { noLocation: true }).definitions;
  const named = new Map(
    definitions.flatMap((one) => ("name" in one && one.name ? [[one.name.value, one] as const] : [])),
  );
  const missing = [...kept].filter((name) => !named.has(name));
  if (missing.length > 0) throw new Error(`GitHub's schema has no ${missing.join(", ")}: correct kept.ts`);

  const plain = (name: string) => {
    const kind = named.get(name)?.kind;
    return kind === undefined || kind === Kind.SCALAR_TYPE_DEFINITION || kind === Kind.ENUM_TYPE_DEFINITION;
  };
  const isInput = (name: string) => named.get(name)?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION;
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const found = named.get(name);
    if (!found || reached.has(name)) return;
    reached.add(name);
    if (found.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const field of found.fields ?? []) reach(nameOf(field.type));
  };
  const argument = (node: InputValueDefinitionNode): InputValueDefinitionNode => {
    reach(nameOf(node.type));
    return { ...bare(node), directives: [] };
  };
  const field = (node: FieldDefinitionNode): FieldDefinitionNode => {
    reach(nameOf(node.type));
    const deprecated = (node.directives ?? []).filter(({ name }) => name.value === "deprecated");
    return { ...bare(node), arguments: node.arguments?.map(argument) ?? [], directives: deprecated };
  };
  const leadsOn = ({ type }: FieldDefinitionNode) => kept.has(nameOf(type)) || plain(nameOf(type));
  const known = (nodes: readonly NamedTypeNode[] = []) => nodes.filter(({ name }) => kept.has(name.value));

  const pruned = (node: DefinitionNode): DefinitionNode => {
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = node.fields?.filter(leadsOn).map(field) ?? [];
        return { ...bare(node), interfaces: known(node.interfaces), fields, directives: [] };
      }
      case Kind.UNION_TYPE_DEFINITION:
        return { ...bare(node), types: known(node.types), directives: [] };
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return { ...bare(node), fields: node.fields?.map(argument) ?? [], directives: [] };
      case Kind.ENUM_TYPE_DEFINITION:
        return {
          ...bare(node),
          values: node.values?.map((value) => ({ ...bare(value), directives: [] })) ?? [],
          directives: [],
        };
      case Kind.SCALAR_TYPE_DEFINITION:
        return { ...bare(node), directives: [] };
      default:
        return node;
    }
  };

  const types = [...kept].map((name) => pruned(named.get(name)!));
  const others = [...reached].filter((name) => !kept.has(name) && (plain(name) || isInput(name)));
  return [...types, ...others.sort().map((name) => pruned(named.get(name)!))].map(print).join("\n\n");
}

const bare = <T extends object>(node: T): T => ({ ...node, description: undefined });

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
