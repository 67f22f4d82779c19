/** One activation strategy of a flag in one environment, as Unleash describes it. A flag is on for whom any of them lets in. */
export interface Strategy {
  /** Opaque: a UUID up to version 7, a ULID from 8 on. */
  readonly id: string;
  /** The kind: `flexibleRollout`, `default`, or one that somebody made. */
  readonly name: string;
  readonly title: string | null;
  readonly disabled: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly constraints: readonly Constraint[];
  readonly segments: number;
}

export interface Constraint {
  readonly contextName: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly inverted: boolean;
  readonly caseInsensitive: boolean;
}

/** A flag in one environment. */
export interface InEnvironment {
  readonly enabled: boolean;
  readonly strategies: readonly Strategy[];
}

/** A flag as Unleash has it, in every environment. */
export interface Feature {
  readonly environments: ReadonlyMap<string, InEnvironment>;
  /** The flags it depends on: where one of them is off, this one is, too. */
  readonly parents: readonly string[];
  /** The flags that depend on it: where this one is off, they are, too. */
  readonly children: readonly string[];
  /** The environments in which a release plan of Unleash's own adds strategies, perhaps by the clock. */
  readonly planned: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listIn = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);

/** The answer of `GET .../features/{name}`; null where it is something else. */
export function featureIn(json: unknown): Feature | null {
  const { environments, dependencies, children } = fieldsOf(json);
  const found = listIn(environments)?.map((one): readonly [string, InEnvironment] | null => {
    const { name, enabled, strategies } = fieldsOf(one);
    const read = strategiesIn(strategies);
    return typeof name !== "string" || typeof enabled !== "boolean" || read === null
      ? null
      : [name, { enabled, strategies: read }];
  });
  if (found === undefined || !found.every((one) => one !== null)) return null;
  const planned = (listIn(environments) ?? [])
    .map(fieldsOf)
    .filter((one) => (listIn(one.releasePlans) ?? []).length > 0);
  return {
    environments: new Map(found),
    parents: (listIn(dependencies) ?? []).map((one) => String(fieldsOf(one).feature)),
    children: (listIn(children) ?? []).map(String),
    planned: planned.map(({ name }) => String(name)),
  };
}

/** Strategies in their order; null where one of them is not described as Unleash describes it. */
export function strategiesIn(json: unknown): readonly Strategy[] | null {
  const found = listIn(json)?.map(strategyIn) ?? null;
  return found?.every((one) => one !== null) ? found : null;
}

function strategyIn(json: unknown): Strategy | null {
  const { id, name, title, disabled, parameters, constraints, segments } = fieldsOf(json);
  if (typeof id !== "string" || typeof name !== "string") return null;
  const limits = (listIn(constraints) ?? []).map(constraintIn);
  return {
    id,
    name,
    title: typeof title === "string" ? title : null,
    disabled: disabled === true,
    parameters: Object.fromEntries(Object.entries(fieldsOf(parameters)).map(([key, value]) => [key, String(value)])),
    constraints: limits,
    segments: listIn(segments)?.length ?? 0,
  };
}

function constraintIn(json: unknown): Constraint {
  const { contextName, operator, values, inverted, caseInsensitive } = fieldsOf(json);
  return {
    contextName: String(contextName),
    operator: String(operator),
    values: (listIn(values) ?? []).map(String),
    inverted: inverted === true,
    caseInsensitive: caseInsensitive === true,
  };
}
