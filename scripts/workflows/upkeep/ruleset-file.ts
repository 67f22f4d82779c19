/** A file of .github/rulesets as GitHub's API takes it. What is not looked at here is passed on as it is. */
export interface RulesetFile {
  readonly file: string;
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Stands for the number of the App in the files, which are the same for everybody. */
export const placeholder = 424_242;

/** The ruleset in a text, or why it is none. */
export function readRuleset(file: string, text: string): RulesetFile | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `${file} is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}`;
  }
  if (!isObject(value) || typeof value.name !== "string") return `${file} has no name: it is no ruleset`;
  return { file, name: value.name, value };
}

/** The ruleset of a repository whose App has this number. */
export function forApp({ value }: RulesetFile, app: number): unknown {
  return walk(value, (one) => (one === placeholder ? app : one));
}

/**
 * The ruleset without an App: nobody bypasses it, and the check may be anybody's. Null where its only sense is that the
 * App alone may do something.
 */
export function withoutApp({ value }: RulesetFile): unknown {
  const left = walk(value, (one) => {
    if (!isObject(one) || one.integration_id !== placeholder) return one;
    const { integration_id: _, ...check } = one;
    return check;
  });
  if (!isObject(left)) return null;
  const rules = Array.isArray(left.rules) ? left.rules : [];
  if (rules.some((rule) => isObject(rule) && rule.type === "update")) return null;
  return { ...left, bypass_actors: [] };
}

/** Whether a branch with this ruleset takes no merges by a method, so that nothing could ever be merged by it. */
export function forbids({ value }: RulesetFile, method: "merge" | "squash" | "rebase"): boolean {
  const rules = Array.isArray(value.rules) ? value.rules.filter(isObject) : [];
  return rules.some(({ type, parameters }) => {
    if (type === "required_linear_history") return method === "merge";
    const allowed = type === "pull_request" && isObject(parameters) ? parameters.allowed_merge_methods : undefined;
    return Array.isArray(allowed) && !allowed.includes(method);
  });
}

/** Changes a JSON value from its leaves up. */
function walk(value: unknown, change: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((one) => walk(one, change)));
  if (!isObject(value)) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, change)])));
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
