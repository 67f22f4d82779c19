import { isObject, placeholder } from "./ruleset-file.ts";

/**
 * Where a ruleset on GitHub is weaker or other than its file says, as paths. The number of the App is ours or, where that
 * is not known (null), whatever stands there, the same everywhere; what GitHub adds of its own accord does not matter.
 */
export function differences(file: unknown, found: unknown, app: number | null = null): readonly string[] {
  const apps = new Set<unknown>();
  const paths = compare(file, found, "", apps);
  if (apps.has(githubActions))
    return [...paths, "the App is github-actions, whose checks anybody with write access can write"];
  if (app !== null) {
    const others = [...apps].filter((one) => one !== app);
    return [...paths, ...others.map((one) => `the App is ${one}, not ${app}, which is ours`)];
  }
  if (apps.size > 1) return [...paths, `more than one App: ${[...apps].join(", ")}`];
  return apps.has(placeholder)
    ? [...paths, `the App's number is still ${placeholder}, which stands for it in the file`]
    : paths;
}

/** https://api.github.com/apps/github-actions */
const githubActions = 15_368;

/** The keys by which entries of a list are found again: GitHub gives no promise of their order. */
const keys = ["type", "context", "actor_type"] as const;

function compare(file: unknown, found: unknown, path: string, apps: Set<unknown>): readonly string[] {
  if (file === placeholder && typeof found === "number") {
    apps.add(found);
    return [];
  }
  if (Array.isArray(file)) {
    if (!Array.isArray(found)) return [`${path} is missing`];
    const { pairs, surplus } = paired(file, found);
    return [
      ...pairs.flatMap(([one, other], index) => compare(one, other, `${path}${labelOf(one, index)}`, apps)),
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

/** Each entry of the file with one of those found, the same rather than a like one; two are never the same one. */
function paired(file: readonly unknown[], found: readonly unknown[]) {
  const left = [...found];
  const pairs = file.map((one) => {
    const like = left.filter((other) => alike(one, other));
    const same = like.find((other) => compare(one, other, "", new Set()).length === 0);
    const other = same ?? like[0];
    if (like.length > 0) left.splice(left.indexOf(other), 1);
    return [one, other] as const;
  });
  return { pairs, surplus: left };
}

function alike(one: unknown, other: unknown): boolean {
  const key = keyOf(one);
  if (key === undefined || !isObject(one)) return one === other;
  return isObject(other) && other[key] === one[key];
}

function labelOf(one: unknown, index: number): string {
  const key = keyOf(one);
  return `[${key === undefined || !isObject(one) ? index : String(one[key])}]`;
}
