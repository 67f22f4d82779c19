import { createHash } from "node:crypto";

/** A flag in one environment, as the API's description names its parts. */
export interface Config {
  on: boolean;
  archived: boolean;
  salt: string;
  sel: string;
  lastModified: number;
  version: number;
  targets: Target[];
  contextTargets: Target[];
  rules: Record<string, unknown>[];
  fallthrough: Record<string, unknown>;
  offVariation?: number | null;
  prerequisites: { key: string; variation: number }[];
  _site: { href: string; type: string };
  _environmentName: string;
  trackEvents: boolean;
  trackEventsFallthrough: boolean;
}

export interface Target {
  values: string[];
  variation: number;
  contextKind?: string;
}

export interface Doc {
  name: string;
  kind: "boolean" | "multivariate";
  description: string;
  key: string;
  _version: number;
  creationDate: number;
  variations: { _id: string; value: unknown }[];
  temporary: boolean;
  tags: string[];
  experiments: { baselineIdx: number; items: unknown[] };
  customProperties: Record<string, { name: string; value: string[] }>;
  archived: boolean;
  deprecated: boolean;
  defaults: { onVariation: number; offVariation: number };
  environments: Record<string, Config>;
  releasePipelineKey?: string;
}

/** What a person gives to make one; `environments` says what is different from a flag just made. */
export interface Given {
  readonly key: string;
  readonly name?: string;
  readonly description?: string;
  readonly variations?: readonly { readonly value: unknown }[];
  readonly defaults?: Doc["defaults"];
  readonly tags?: readonly string[];
  readonly temporary?: boolean;
  readonly customProperties?: Doc["customProperties"];
  readonly archived?: boolean;
  readonly isFlagOn?: boolean;
  readonly environments?: Readonly<Record<string, Partial<Config>>>;
  readonly releasePipelineKey?: string;
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** A flag as it is just after it was made: off in every environment, its default rule serving the on variation. */
export function makeFlag(given: Given, project: string, environments: readonly string[], made: number): Doc {
  const variations = given.variations ?? [{ value: true }, { value: false }];
  const last = variations.length - 1;
  const { key, defaults = { onVariation: 0, offVariation: last } } = given;
  const config = (environment: string): Config => ({
    on: given.isFlagOn ?? false,
    archived: given.archived ?? false,
    salt: digest(`${key} ${environment} ${made}`).slice(0, 32),
    sel: digest(`sel ${key} ${environment} ${made}`).slice(0, 32),
    lastModified: made,
    version: 1,
    targets: [],
    contextTargets: [],
    rules: [],
    fallthrough: { variation: defaults.onVariation },
    offVariation: defaults.offVariation,
    prerequisites: [],
    _site: { href: `/${project}/${environment}/features/${key}`, type: "text/html" },
    _environmentName: environment,
    trackEvents: false,
    trackEventsFallthrough: false,
    ...structuredClone(given.environments?.[environment] ?? {}),
  });
  return {
    name: given.name ?? key,
    kind: variations.every(({ value }) => typeof value === "boolean") ? "boolean" : "multivariate",
    description: given.description ?? "",
    key,
    _version: 1,
    creationDate: made,
    variations: variations.map(({ value }, index) => ({ _id: digest(`${key} ${index}`).slice(0, 24), value })),
    temporary: given.temporary ?? true,
    tags: [...(given.tags ?? [])],
    experiments: { baselineIdx: 0, items: [] },
    customProperties: structuredClone(given.customProperties ?? {}),
    archived: given.archived ?? false,
    deprecated: false,
    defaults: { ...defaults },
    environments: Object.fromEntries(environments.map((name) => [name, config(name)])),
    ...(given.releasePipelineKey !== undefined && { releasePipelineKey: given.releasePipelineKey }),
  };
}

/** As a request shows it: only the environments asked for, and in summaries without who is targeted. */
export function shown(doc: Doc, environments: readonly string[] | null, summary: boolean): unknown {
  const of = Object.entries(doc.environments).filter(([name]) => environments?.includes(name) ?? true);
  const brief = ([name, config]: [string, Config]) => {
    const { targets: _, contextTargets: __, rules: ___, prerequisites: ____, ...rest } = config;
    return [name, rest];
  };
  return { ...doc, environments: Object.fromEntries(summary ? of.map(brief) : of) };
}

/** As the server SDKs are told it: https://github.com/launchdarkly/sdk-test-harness has the same form. */
export function forSdk(doc: Doc, environment: string): unknown {
  const { on, salt, version, targets, contextTargets, rules, fallthrough, offVariation, prerequisites } =
    doc.environments[environment]!;
  const variations = doc.variations.map(({ value }) => value);
  const own = { on, salt, version, targets, contextTargets, rules, fallthrough, offVariation, prerequisites };
  return { key: doc.key, ...own, variations, deleted: false, trackEvents: false };
}

/** What the API refuses to hold; null where it takes it. */
export function problemOf(doc: Doc): string | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(doc.key)) return "key must only contain letters, numbers, '.', '_' or '-'";
  const values = doc.variations.map(({ value }) => JSON.stringify(value));
  if (new Set(values).size !== values.length) return "variation values must be unique";
  const properties = Object.entries(doc.customProperties);
  const fits = (text: string) => typeof text === "string" && [...text].length >= 1 && [...text].length <= 64;
  const held = ([key, { name, value }]: (typeof properties)[number]) =>
    fits(key) && fits(name) && Array.isArray(value) && value.length <= 64 && value.every(fits);
  if (properties.length > 64 || !properties.every(held))
    return "custom properties hold up to 64 values of up to 64 characters";
  for (const [name, { targets, contextTargets, fallthrough }] of Object.entries(doc.environments)) {
    const named = [...targets, ...contextTargets].flatMap(({ contextKind = "user", values }) =>
      values.map((value) => JSON.stringify([contextKind, value])),
    );
    if (new Set(named).size !== named.length) return `the same context is targeted twice in ${name}`;
    const indices = [...targets.map(({ variation }) => variation), fallthrough.variation ?? 0];
    if (!indices.every((index) => Number(index) in doc.variations)) return "there is no such variation";
  }
  return null;
}
