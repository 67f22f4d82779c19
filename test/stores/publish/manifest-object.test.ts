import fc from "fast-check";
import { expect, it } from "vitest";
import { memberAt, newManifest, readManifest, withValue } from "../../../scripts/stores/publish/manifest-object.ts";

const identity = { apiVersion: "v1", resource: "ConfigMap", name: "flags", namespace: "apps" } as const;

it("MANIFEST-6  a new manifest is one it reads", () => {
  expect(readManifest(newManifest(identity), identity)).toBeNull();
  expect(readManifest(newManifest({ ...identity, namespace: null }), { ...identity, namespace: null })).toBeNull();
  expect(readManifest(newManifest(identity), { ...identity, namespace: null })).toBeNull();
  expect(readManifest(newManifest({ ...identity, namespace: null }), identity)).toContain("namespace nothing");
});

it("MANIFEST-9  a spec that is no object is none to write into", () => {
  const spec = { ...identity, resource: "FeatureFlag" } as const;
  const manifest = JSON.stringify({ apiVersion: "v1", kind: "FeatureFlag", metadata: { ...identity }, spec: null });
  expect(readManifest(manifest, spec)).toContain("spec is a null, not an object");
  expect(readManifest(manifest.replace("null", "{}"), spec)).toBeNull();
});

it("MANIFEST-7  a value set at a path stands there, and all else is as it was", () => {
  const key = fc.constantFrom("a", "b", "data", "é", '"', "__proto__");
  const path = fc.array(key, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.jsonValue()),
      path,
      fc.jsonValue(),
      fc.constantFrom(0, 2),
      (before, at, value, indent) => {
        const text = JSON.stringify(before, null, indent);
        const parent = at.slice(0, -1).reduce<unknown>((one, name) => own(one, name) ?? {}, before);
        fc.pre(typeof parent === "object" && parent !== null && !Array.isArray(parent) && reachable(before, at));
        const next = withValue(text, at, JSON.stringify(value));
        const found = memberAt(next, at)!;
        expect(JSON.parse(next.slice(found.value, found.end))).toEqual(JSON.parse(JSON.stringify(value)));
        const others = Object.keys(before).filter((name) => name !== at[0]);
        for (const name of others) {
          const [was, is] = [memberAt(text, [name])!, memberAt(next, [name])!];
          expect(next.slice(is.start, is.end)).toBe(text.slice(was.start, was.end));
        }
      },
    ),
  );
});

function own(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** True where every part of the path but the last is an object or missing. */
function reachable(before: unknown, path: readonly string[]): boolean {
  let one: unknown = before;
  for (const name of path.slice(0, -1)) {
    one = own(one, name);
    if (one === undefined) return true;
    if (typeof one !== "object" || one === null || Array.isArray(one)) return false;
  }
  return true;
}
