export interface Range {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A part of a list, as `first`, `last`, `after` and `before` ask for it: https://docs.github.com/en/graphql/guides/using-pagination-in-the-graphql-api */
export function connection<T, N>(list: readonly T[], { first, last, after, before }: Range, toNode: (item: T) => N) {
  const from = after ? place(after) + 1 : 0;
  const to = before ? place(before) : list.length;
  const head = first == null ? to : Math.min(to, from + first);
  const start = last == null ? from : Math.max(from, head - last);
  const items = list.slice(start, head);
  return {
    totalCount: list.length,
    nodes: () => items.map(toNode),
    pageInfo: {
      hasNextPage: head < list.length,
      hasPreviousPage: start > 0,
      startCursor: items.length > 0 ? cursor(start) : null,
      endCursor: items.length > 0 ? cursor(head - 1) : null,
    },
  };
}

const cursor = (at: number) => Buffer.from(`cursor:${at}`).toString("base64");
const place = (text: string) => Number(Buffer.from(text, "base64").toString().slice("cursor:".length));
