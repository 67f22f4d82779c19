import { isObject, placeholder } from "./ruleset-file.ts";

/**
 * Where a ruleset on GitHub is weaker or other than its file says, as paths. The number of the App is ours or, where that
 * is not known (null), whatever stands there, the same everywhere; what GitHub adds of its own accord does not matter.
 */
export function differences(file: unknown, found: unknown, app: number | null = null): readonly string[] {
  const apps = new Set<unknown>();
  const paths = compare(file, found, "", apps);
  if (app !== null) {
    const others = [...apps].filter((one) => one !== app);
    return [...paths, ...others.map((one) => `the App is ${one}, not ${app}, which is ours`)];
  }
  if (apps.size > 1) return [...paths, `more than one App: ${[...apps].join(", ")}`];
  if (apps.has(15_368))
    return [...paths, "the App is github-actions, whose checks anybody with write access can write"];
  return apps.has(placeholder)
    ? [...paths, `the App's number is still ${placeholder}, which stands for it in the file`]
    : paths;
}

/** The keys by which entries of a list are found again: GitHub gives no promise of their order. */
const keys = ["type", "context", "actor_type"] as const;

function compare(file: unknown, found: unknown, path: string, apps: Set<unknown>): readonly string[] {
  if (file === placeholder && typeof found === "number") {
    apps.add(found);
    return [];
  }
  if (Array.isArray(file)) {
    if (!Array.isArray(found)) return [`${path} is missing`];
    const surplus = found.filter((one) => entryLike(one, file) === undefined);
    return [
      ...file.flatMap((one, index) => compare(one, entryLike(one, found), `${path}${labelOf(one, index)}`, apps)),
      ...surplus.map((one, index) => `${path}${labelOf(one, index)} is not in the file`),
    ];
  }
  if (isObject(file)) {
    if (!isObject(found)) return [`${path} is missing`];
    return Object.entries(file).flatMap(([key, one]) =>
      compare(one, found[key], path === "" ? key : `${path}.${key}`, apps),
    );
  }
  return file === found ? [] : [`${path} is ${JSON.stringify(found) ?? "missing"}, not ${JSON.stringify(file)}`];
}

const keyOf = (one: unknown) => (isObject(one) ? keys.find((key) => key in one) : undefined);

function entryLike(one: unknown, list: readonly unknown[]): unknown {
  const key = keyOf(one);
  if (key === undefined || !isObject(one)) return list.find((other) => other === one);
  return list.find((other) => isObject(other) && other[key] === one[key]);
}

function labelOf(one: unknown, index: number): string {
  const key = keyOf(one);
  return `[${key === undefined || !isObject(one) ? index : String(one[key])}]`;
}
