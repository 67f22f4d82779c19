import { buildSchema, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { connection } from "./connection.ts";
import { costOf } from "./cost.ts";
import { prune } from "./prune.ts";
import { githubSchema } from "./schema.ts";

it("GRAPHQL-1  a pruned schema has the kept types, what they need, and no way to others", () => {
  const sdl = `"""Prose"""
    type Query { thing(by: Order, of: ThingFilter): Thing, other: Other }
    type Thing implements Node & Loud { "Prose" id: ID! at: Date state: State old: Int @deprecated(reason: "gone") other: [Other!]! any: Any }
    type Other { id: ID! } interface Node { id: ID! } interface Loud { id: ID! } union Any = Thing | Other
    enum State { ON OFF } enum Order { UP } scalar Date
    input ThingFilter { state: State, more: More } input More { x: Int } input Unused { x: Int }`;
  const pruned = prune(sdl, new Set(["Query", "Thing", "Node", "Any"]));
  const names = parse(pruned).definitions.map((one) => ("name" in one ? one.name?.value : null));
  expect(names.sort()).toEqual(["Any", "Date", "More", "Node", "Order", "Query", "State", "Thing", "ThingFilter"]);
  expect(pruned).not.toMatch(/Prose|Other|Loud|Unused/);
  expect(pruned).toContain('old: Int @deprecated(reason: "gone")');
  expect(() => buildSchema(pruned)).not.toThrow();
  expect(() => prune(sdl, new Set(["Nothing"]))).toThrow("Nothing");
});

describe("GRAPHQL-2  a query costs", () => {
  const cost = (query: string, variables = {}) => {
    const document = parse(query);
    const operation = document.definitions.find((one) => one.kind === "OperationDefinition")!;
    return costOf(githubSchema(), document, operation, variables);
  };
  const within = (fields: string) => `{ repository(owner: "o", name: "r") { ${fields} } }`;

  it.each([
    ["one, whatever is asked of one thing", "id", 1, 0],
    ["one for a connection", "pullRequests(first: 100) { nodes { id } }", 1, 100],
    [
      "a request for each node that has one, in hundreds",
      "pullRequests(first: 100) { nodes { reviews(first: 10) { nodes { id } } } }",
      1,
      1100,
    ],
    [
      "more the deeper it goes",
      "pullRequests(first: 100) { nodes { reviews(first: 10) { nodes { onBehalfOf(first: 5) { nodes { id } } } } } }",
      11,
      6100,
    ],
  ])("%s", (_, fields, points, nodes) => {
    expect(cost(within(fields))).toEqual({ points, nodes });
  });

  it("the same through a fragment and a variable", () => {
    const query = `query Q($n: Int!) ${within("...Pulls")}
      fragment Pulls on Repository { pullRequests(first: $n) { nodes { ...Reviews } } }
      fragment Reviews on PullRequest { reviews(first: 100) { nodes { id } } }`;
    expect(cost(query, { n: 50 })).toEqual({ points: 1, nodes: 50 + 5000 });
  });

  it("too much, or says not how much", () => {
    expect(() => cost(within("pullRequests { nodes { id } }"))).toThrow("You must provide a `first` or `last`");
    expect(() => cost(within("pullRequests(first: 101) { nodes { id } }"))).toThrow("exceeds the `first` limit of 100");
    const deep =
      "pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { onBehalfOf(first: 100) { nodes { id } } } } } }";
    expect(() => cost(within(deep))).toThrow("1010100 possible nodes");
  });
});

it("GRAPHQL-3  pages of a connection join to the whole, from either end", () => {
  const list = [1, 2, 3, 4, 5];
  const walk = (after: string | null): number[] => {
    const { nodes, pageInfo } = connection(list, { first: 2, after }, (one) => one);
    return [...nodes(), ...(pageInfo.hasNextPage ? walk(pageInfo.endCursor) : [])];
  };
  expect(walk(null)).toEqual(list);
  const last = connection(list, { last: 2 }, (one) => one);
  expect([last.nodes(), last.pageInfo.hasPreviousPage, last.totalCount]).toEqual([[4, 5], true, 5]);
  const before = connection(list, { last: 2, before: last.pageInfo.startCursor }, (one) => one);
  expect(before.nodes()).toEqual([2, 3]);
});
