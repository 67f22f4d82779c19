type Query = Readonly<Record<string, string>>;

/** One page of a list and the links to the others. Pages are counted from 1. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

const size = (query: Query) => Math.min(100, Math.max(1, Number(query.per_page ?? 30)));

/** By number: `?page=2&per_page=100`. */
export function pageOf<T>(list: readonly T[], query: Query, url: URL): Page<T> {
  const per = size(query);
  const page = Math.max(1, Number(query.page ?? 1));
  const last = Math.max(1, Math.ceil(list.length / per));
  const links: [string, number][] = [];
  if (page > 1) links.push(["prev", page - 1], ["first", 1]);
  if (page < last) links.push(["next", page + 1], ["last", last]);
  const items = list.slice((page - 1) * per, page * per);
  return {
    items,
    headers: linked(
      links.map(([rel, to]) => [rel, { page: String(to) }] as const),
      url,
    ),
  };
}

/** By cursor, as `/activity`: `?after=CURSOR`; there is no `page`. */
export function cursorPageOf<T extends { readonly id: number }>(list: readonly T[], query: Query, url: URL): Page<T> {
  const per = size(query);
  const at = (cursor: string | undefined) =>
    cursor === undefined ? -1 : list.findIndex(({ id }) => id === Number(Buffer.from(cursor, "base64url").toString()));
  const from = query.before === undefined ? at(query.after) + 1 : Math.max(0, at(query.before) - per);
  const items = list.slice(from, from + per);
  const cursor = (item: T | undefined) => Buffer.from(String(item?.id)).toString("base64url");
  const links: (readonly [string, Query])[] = [];
  if (from > 0) links.push(["prev", { before: cursor(items[0]) }]);
  if (from + per < list.length) links.push(["next", { after: cursor(items.at(-1)) }]);
  return { items, headers: linked(links, url) };
}

function linked(links: readonly (readonly [string, Query])[], url: URL): Readonly<Record<string, string>> {
  if (links.length === 0) return {};
  const written = links.map(([rel, query]) => {
    const to = new URL(url);
    for (const name of ["before", "after"]) to.searchParams.delete(name);
    for (const [name, value] of Object.entries(query)) to.searchParams.set(name, value);
    return `<${to}>; rel="${rel}"`;
  });
  return { link: written.join(", ") };
}
