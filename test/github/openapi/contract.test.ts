import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contractOf, githubContract } from "./contract.ts";
import { cutOperations } from "./cut.ts";
import type { Slice } from "./document.ts";
import { jsonSchema } from "./json-schema.ts";
import { operations } from "./operations.ts";

const source = {
  info: { version: "1" },
  paths: {
    "/things/{id}": {
      get: {
        operationId: "things/get",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "deep", in: "query", schema: { type: "boolean" }, description: "prose" },
        ],
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/thing" } } } } },
      },
      put: {
        operationId: "things/put",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { type: "object", properties: { name: { type: "string", minLength: 1 } } } },
          },
        },
        responses: { "204": {} },
      },
    },
  },
  components: {
    schemas: {
      thing: {
        type: "object",
        required: ["id", "name", "owner", "state"],
        properties: {
          ...{
            id: { type: "integer" },
            name: { type: "string", example: "x" },
            at: { type: "string", format: "date-time" },
          },
          ...{
            owner: { nullable: true, allOf: [{ $ref: "#/components/schemas/owner" }] },
            state: { type: "string", enum: ["on", "off"] },
          },
        },
      },
      owner: { type: "object", required: ["login"], properties: { login: { type: "string" } } },
      unused: { type: "object" },
    },
    ...{ parameters: {}, responses: {}, headers: {} },
  },
} as const;

describe("CONTRACT-1  a slice", () => {
  const slice = cutOperations(source as never, ["things/get", "things/put"]);

  it("has what it refers to and no more, without prose", () => {
    expect(Object.keys(slice.components.schemas).sort()).toEqual(["owner", "thing"]);
    expect(JSON.stringify(slice)).not.toMatch(/prose|example/);
    expect(() => cutOperations(source as never, ["things/gone"])).toThrow("things/gone");
  });

  it("judges questions", () => {
    const { request } = contractOf(slice);
    const ask = (id: string, params: object, query: object, body?: unknown) =>
      request(id, { params, query, body } as never);
    expect(ask("things/get", { id: "1" }, { deep: "true" })).toEqual([]);
    expect(ask("things/get", { id: "x" }, { depth: "1" })).toEqual([
      "path /id must be integer",
      'query / must NOT have additional properties "depth"',
    ]);
    expect(ask("things/put", { id: "1" }, {})).toEqual(["body required"]);
    expect(ask("things/put", { id: "1" }, {}, { name: "", nam: "x" })).toEqual([
      "body /name must NOT have fewer than 1 characters",
      "body /nam is not a documented property",
    ]);
    expect(ask("things/get", { id: "1" }, {}, { x: 1 })).toEqual(["body not allowed"]);
  });

  it("judges answers, and builds them", () => {
    const { response, build } = contractOf(slice);
    const thing = build("thing", { id: 7, owner: null });
    expect(thing).toEqual({ id: 7, name: "", owner: null, state: "on" });
    expect(response("things/get", 200, thing)).toEqual([]);
    expect(build("thing", { owner: { login: "tmarsh" } })).toMatchObject({ owner: { login: "tmarsh" } });
    expect(response("things/get", 200, { ...(thing as object), state: "maybe", at: "yesterday" })).toEqual([
      '/at must match format "date-time"',
      '/state must be equal to one of the allowed values ["on","off"]',
    ]);
    expect(response("things/get", 418, {})).toEqual(["status 418 is not documented for things/get"]);
  });

  it("finds the most literal route", () => {
    const { match } = githubContract();
    expect(match("GET", "/repos/o/r/commits/feature%2Fa/check-runs")).toEqual({
      id: "checks/list-for-ref",
      params: { owner: "o", repo: "r", ref: "feature/a" },
    });
    expect(match("GET", "/repos/o/r/contents/flags/a.yaml")).toMatchObject({ params: { path: "flags/a.yaml" } });
    expect(match("GET", "/repos/o/r/git/ref/heads/a/b")).toMatchObject({ params: { ref: "heads/a/b" } });
    expect(match("PATCH", "/repos/o/r")).toBeNull();
  });
});

it("CONTRACT-2  nullable is a type of its own in JSON Schema", () => {
  expect(jsonSchema({ type: "string", nullable: true, enum: ["a"] })).toEqual({
    type: ["string", "null"],
    enum: ["a", null],
  });
  expect(jsonSchema({ $ref: "#/x", nullable: true })).toEqual({ anyOf: [{ $ref: "#/x" }, { type: "null" }] });
  expect(jsonSchema({ properties: { title: { type: "string", title: "T" } } })).toEqual({
    properties: { title: { type: "string" } },
  });
  expect(jsonSchema({ type: "number", minimum: 0, exclusiveMinimum: true })).toEqual({
    type: "number",
    exclusiveMinimum: 0,
  });
});

it("CONTRACT-3  the committed slice is of exactly the operations we name", () => {
  const slice = readFileSync(join(import.meta.dirname, "github-openapi.slice.json"), "utf8");
  expect(Object.keys((JSON.parse(slice) as Slice).ops)).toEqual(Object.keys(operations));
});
