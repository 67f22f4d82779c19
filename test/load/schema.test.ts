import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { files, keysOf, readme, type Schema } from "./schema-readme.ts";

describe.each(files)("LOAD-2  $heading", ({ schema }) => {
  const keys = keysOf(schema);

  it("describes every key, in a sentence", () => {
    const undescribed = keys.filter(({ schema: { description } }) => !/^\S.*\.$/.test(description ?? ""));
    expect(undescribed.map(({ path }) => path)).toEqual([]);
  });

  it("says in words what is expected at every key, for the messages", () => {
    const untitled = keys.filter(({ schema: { title } }) => title === undefined);
    expect(untitled.map(({ path }) => path)).toEqual([]);
  });

  it("has keys at all", () => expect(keys.length).toBeGreaterThan(40));

  it("refuses unknown keys in every map whose keys it knows", () => {
    const open = maps(schema).filter(([, map]) => map.properties !== undefined && map.additionalProperties !== false);
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it("is valid draft-07", () => {
    expect(new Ajv({ discriminator: true, strict: false }).validateSchema({ ...schema })).toBe(true);
  });
});

it("LOAD-3  schemas/README.md lists every key as the schemas describe it", async () => {
  await expect(readme()).toMatchFileSnapshot(new URL("../../schemas/README.md", import.meta.url).pathname);
});

/** Every map of a schema with its place in it; conditions only narrow maps that are described elsewhere. */
function maps(schema: Schema, path = "#"): readonly (readonly [string, Schema])[] {
  const inner = Object.entries(schema)
    .filter(([key, value]) => value !== null && typeof value === "object" && !/^(if|then|allOf)$/.test(key))
    .flatMap(([key, value]) => maps(value as Schema, `${path}/${key}`));
  const isMap = (schema as { type?: unknown }).type === "object";
  return isMap ? [[path, schema], ...inner] : inner;
}
