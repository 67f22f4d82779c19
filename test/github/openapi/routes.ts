import type { Slice } from "./document.ts";

export interface Route {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that may hold slashes. */
const greedy = new Set(["path", "ref", "basehead", "branch", "environment_name"]);

/** Which operation a method and path name, or null: the most literal path wins. */
export function routesOf({ ops }: Slice): (method: string, path: string) => Route | null {
  const routes = Object.entries(ops)
    .map(([id, { method, path }]) => ({ id, method, ...pattern(path) }))
    .sort((a, b) => b.literal - a.literal);
  return (method, path) => {
    for (const { id, pattern, names } of routes.filter((route) => route.method === method)) {
      const found = pattern.exec(path);
      if (!found) continue;
      const params = names.map((name, at) => [name, decodeURIComponent(found[at + 1]!)] as const);
      return { id, params: Object.fromEntries(params) };
    }
    return null;
  };
}

function pattern(path: string) {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const source = path
    .replace(/\./g, "\\.")
    .replace(/\{([^}]+)\}/g, (_, name: string) => (greedy.has(name) ? "(.+)" : "([^/]+)"));
  return { pattern: new RegExp(`^${source}$`), names, literal: path.replace(/\{[^}]+\}/g, "").length };
}
