import plan from "../../schemas/release-plan.schema.json" with { type: "json" };
import settings from "../../schemas/settings.schema.json" with { type: "json" };

/** As much of a JSON Schema as these pages read. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** One key of a file: where it stands, what stands there, what it means. */
export interface Key {
  readonly path: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export const files: readonly { readonly heading: string; readonly schema: Schema }[] = [
  { heading: "A release plan: `flags/<name>.yaml`", schema: plan },
  { heading: "Settings: `.github/flaghoist.yaml`", schema: settings },
];

/** Every key of a file, in the order of its schema; what a `$ref` points at is looked up, its own words come first. */
export function keysOf(root: Schema): readonly Key[] {
  const look = (schema: Schema): Schema => {
    const { $ref, ...own } = schema;
    return $ref === undefined ? schema : { ...root.definitions?.[$ref.replace("#/definitions/", "")], ...own };
  };
  const below = (schema: Schema, path: string): readonly Key[] => {
    if (schema.$ref === query && path !== "query") return [];
    const { properties, additionalProperties, items, oneOf, required } = look(schema);
    const named = Object.entries(properties ?? {}).flatMap(([name, inner]) => {
      const at = path === "" ? name : `${path}.${name}`;
      return [{ path: at, required: required?.includes(name) ?? false, schema: look(inner) }, ...below(inner, at)];
    });
    const open = typeof additionalProperties === "object" ? inside(additionalProperties, `${path}.<name>`) : [];
    const listed = items === undefined ? [] : inside(items, `${path}[]`);
    return [...named, ...open, ...listed, ...(oneOf ?? []).flatMap((one) => below(one, path))];
  };
  const inside = (schema: Schema, path: string): readonly Key[] => [
    { path, required: false, schema: look(schema) },
    ...below(schema, path),
  ];
  const queries = root.definitions?.query === undefined ? [] : inside({ $ref: query }, "query");
  return [...below(root, ""), ...queries];
}

/** Asked for in many places, listed once. */
const query = "#/definitions/query";

/** schemas/README.md, whole. */
export function readme(): string {
  const sections = files.map(({ heading, schema }) => {
    const rows = keysOf(schema).map(({ path, required, schema }) => row(path, required, schema));
    return [`## ${heading}`, schema.description, "| key | value | meaning |\n|---|---|---|", rows.join("\n")];
  });
  return `${[intro, ...sections.flatMap(([heading, about, head, rows]) => [heading, about, `${head}\n${rows}`])].join("\n\n")}\n`;
}

const intro = `# Every key

Both files are YAML 1.2. A key that is not listed here is an error, and so is a key that stands twice. A key marked
required is needed where the map it belongs to is written; every other key may be left out. \`<name>\` is a name you
choose, \`[]\` an entry of a list, \`~\` is "not yet".

This page is written from the schemas beside it. Editors that know JSON Schema use them to complete and explain: put
\`# yaml-language-server: $schema=../schemas/release-plan.schema.json\` on the first line of a plan.

A *name* is lower-case letters, digits and hyphens and begins with a letter. A *duration* is ISO 8601: \`PT4H\` is four
hours, \`P1D\` a day. A *date or time* is \`2025-03-12\`, a whole local day; \`2025-03-12T09:00\`, local; or
\`2025-03-12T09:00-04:00\`. A *variable* is the name of an environment variable that holds a secret.`;

/** Expectations that the introduction explains, by how messages say them. */
const short: readonly (readonly [RegExp, string])[] = [
  [/^lower-case letters/, "a name"],
  [/^an ISO 8601 duration/, "a duration"],
  [/^a date such as 2025-03-12, or/, "a date or time, or ~"],
  [/^the name of an environment variable/, "a variable"],
  [/^a map with provider, query/, "a query"],
];

const shortened = (title: string | undefined) => short.find(([form]) => form.test(title ?? ""))?.[1] ?? title;

function row(path: string, required: boolean, { title, enum: choices, const: only, description }: Schema): string {
  const words = choices?.map((choice) => (choice === null ? "~" : `\`${choice}\``)).join(", ");
  const value = words ?? (only === undefined ? shortened(title) : `\`${only}\``);
  const cells = [`\`${path}\`${required ? ", required" : ""}`, value ?? "", description ?? ""];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
