import type { LaunchDarklyApi } from "./api.ts";
import type { Flag } from "./flag.ts";
import type { Filter, Found } from "./page.ts";
import type { Said } from "./refusal.ts";

/** More pages than any project has, so that a server that always promises another one comes to an end. */
const most = 1000;

/**
 * The flags of these keys, archived ones included: page by page of the whole list, or one by one where fewer are still
 * missing than pages are left. A key no page has is looked for among the archived ones, which the list leaves out.
 */
export async function find(api: LaunchDarklyApi, keys: readonly string[]): Promise<Said<Found>> {
  const found = new Map<string, Flag | null>();
  for (const filter of ["live", "archived"] as const) {
    const done = await search(api, filter, new Set(keys), found);
    if (!done.ok) return done;
    if (done.value === "all") break;
  }
  return { ok: true, value: found };
}

/** How often a list is begun again. */
const again = 3;

/**
 * A list page by page, until there is enough. Where it got shorter meanwhile, a flag may have slipped from the next page
 * to one that was read already: then it is begun again. `left` is how many pages are still to come.
 */
async function walk(
  api: LaunchDarklyApi,
  filter: Filter,
  enough: (found: Found, left: number) => boolean,
): Promise<Said<null>> {
  let [offset, before, begun] = [0, 0, 0];
  for (let pages = 0; pages < most; pages += 1) {
    const page = await api.page(filter, offset);
    if (!page.ok) return page;
    const { flags, more, total, size } = page.value;
    const shorter = total < before && begun < again;
    if (shorter) begun += 1;
    [offset, before] = [shorter ? 0 : offset + size, total];
    if (enough(flags, Math.ceil((total - offset) / Math.max(1, size))) || !(more || shorter)) break;
  }
  return { ok: true, value: null };
}

async function search(
  api: LaunchDarklyApi,
  filter: Filter,
  keys: ReadonlySet<string>,
  found: Map<string, Flag | null>,
): Promise<Said<"all" | "some">> {
  const missing = () => [...keys].filter((key) => !found.has(key));
  let few = false;
  const walked = await walk(api, filter, (flags, left) => {
    for (const [key, flag] of flags) if (keys.has(key)) found.set(key, flag);
    few = missing().length <= left;
    return few || missing().length === 0;
  });
  if (!walked.ok) return walked;
  if (few) return oneByOne(api, missing(), found);
  return { ok: true, value: missing().length === 0 ? "all" : "some" };
}

async function oneByOne(
  api: LaunchDarklyApi,
  keys: readonly string[],
  found: Map<string, Flag | null>,
): Promise<Said<"all">> {
  for (const key of keys) {
    const one = await api.flag(key);
    if (!one.ok) return one;
    for (const [name, flag] of one.value) found.set(name, flag);
  }
  return { ok: true, value: "all" };
}

/** Every flag that a filter lets through. */
export async function all(api: LaunchDarklyApi, filter: Filter): Promise<Said<Found>> {
  const found = new Map<string, Flag | null>();
  const walked = await walk(api, filter, (flags) => {
    for (const [key, flag] of flags) found.set(key, flag);
    return false;
  });
  return walked.ok ? { ok: true, value: found } : walked;
}

/** Keys of the flags that a guarded rollout watches now; an instance that does not know of those has none. */
export async function guarded(api: LaunchDarklyApi): Promise<Said<ReadonlySet<string>>> {
  const found = await all(api, "guarded");
  if (found.ok) return { ok: true, value: new Set(found.value.keys()) };
  return found.refusal.http === 400 ? { ok: true, value: new Set() } : found;
}
