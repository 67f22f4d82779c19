import type { Doer } from "../acts/emit.ts";
import type { Meter } from "../http/limits.ts";
import { cursorPageOf, type Page, pageOf } from "../http/paging.ts";
import { notFound } from "../http/refusal.ts";
import type { Repository } from "../state/repository.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";

/** One request that was allowed, understood and is about to be done. */
export interface Call {
  readonly world: World;
  readonly meter: Meter;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** What the contract allowed, so that handlers may say what shape it has. */
  readonly body: unknown;
  readonly accept: string;
  readonly url: URL;
  readonly by: Doer & { readonly token: Token };
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Reply;

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const done = (): Reply => ({ status: 204, body: null });

/** The repository of the path, as far as the token reaches. */
export function repositoryOf({ world, params, by }: Call): Repository {
  const repository = world.repositories.get(`${params.owner}/${params.repo}`.toLowerCase());
  const reach = by.token.repositories;
  if (!repository || (reach !== null && !reach.includes(repository.fullName))) throw notFound();
  return repository;
}

export function page<T>({ query, url }: Call, list: readonly T[], render: (item: T) => unknown): Reply {
  return replyOf(pageOf(list, query, url), render);
}

export function cursorPage<T extends { readonly id: number }>(
  { query, url }: Call,
  list: readonly T[],
  render: (item: T) => unknown,
): Reply {
  return replyOf(cursorPageOf(list, query, url), render);
}

const replyOf = <T>({ items, headers }: Page<T>, render: (item: T) => unknown): Reply => ({
  status: 200,
  body: items.map(render),
  headers,
});

/** A page of a list that is counted: `{ total_count, NAME: [...] }`. */
export function counted<T>(call: Call, name: string, list: readonly T[], render: (item: T) => unknown): Reply {
  const { body, ...reply } = page(call, list, render);
  return { ...reply, body: { total_count: list.length, [name]: body } };
}
