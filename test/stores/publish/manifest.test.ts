import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { fileAt } from "../../../scripts/stores/file.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { goFeatureFlagStore } from "../../../scripts/stores/go-feature-flag.ts";
import { manifestText } from "../../../scripts/stores/publish/manifest.ts";
import { writing } from "../../conformance/exposures.ts";
import { storeConformance } from "../../conformance/store.ts";
import { textFileConformance } from "../../conformance/text-file.ts";
import { emptyFolder } from "../folder.ts";
import { textInMemory } from "../text-in-memory.ts";

const configMap = { file: "k8s/flags.json", resource: "ConfigMap", name: "flags", namespace: null } as const;
const featureFlag = { ...configMap, resource: "FeatureFlag" } as const;

describe.each([configMap, featureFlag])("as a $resource", (settings) => {
  const root = emptyFolder();
  const place = () => ({
    open: () => manifestText(settings, fileAt(root(), settings.file)),
    put: async (bytes: Uint8Array) => {
      await fileAt(root(), settings.file).write("", null);
      writeFileSync(join(root(), settings.file), bytes);
    },
  });
  const of = (text: string) => `${JSON.stringify({ flags: { text } }, null, 2)}\n`;
  const asItIs = (text: string) => text;
  textFileConformance(`a ${settings.resource} manifest`, place, {
    most: 1_048_576,
    of: settings.resource === "FeatureFlag" ? of : asItIs,
  });

  storeConformance(`flagd in a ${settings.resource} manifest`, () => {
    const file = textInMemory(null, settings.file);
    return {
      store: flagdStore(manifestText(settings, file)),
      contents: () => file.text,
      spoil: () => {
        file.text = file.text!.slice(0, -20);
      },
    };
  });
});

const theirs = `{
  "apiVersion" : "v1", "kind":"ConfigMap",
  "metadata": {"name":"flags", "namespace": "apps",
     "labels": { "team":"forms" }, "annotations": {"note": "\\u00e9"}, "resourceVersion": "41"},
  "data": { "other.yaml":"a: 1\\n" }
}`;

it("MANIFEST-1  all else in a ConfigMap keeps every character: labels, annotations, other data", async () => {
  const file = textInMemory(theirs);
  const store = goFeatureFlagStore(manifestText({ ...configMap, namespace: "apps" }, file));
  expect(await store.write([writing("ours", exposure(["a"], 10))])).toMatchObject([{ status: "applied" }]);
  const at = theirs.indexOf('"a: 1\\n"') + '"a: 1\\n"'.length;
  expect(file.text!.startsWith(theirs.slice(0, at))).toBe(true);
  expect(file.text!.endsWith(theirs.slice(at))).toBe(true);
  const { data } = JSON.parse(file.text!);
  expect(Object.keys(data)).toEqual(["other.yaml", "flags.json"]);
  expect(Object.keys(JSON.parse(data["flags.json"]))).toEqual(["ours"]);
});

it("MANIFEST-2  foreign flags of a FeatureFlag keep every character, however they are indented", async () => {
  const odd = '"theirs": {\n "state":"ENABLED",\n          "variants":{"A":1e0}, "defaultVariant": "A" }';
  for (const gap of ["\n      ", "\n"]) {
    const manifest = `{"apiVersion":"core.openfeature.dev/v1beta1","kind":"FeatureFlag","metadata":{"name":"flags"},
  "spec": {
    "flagSpec": {"$evaluators": {"e": {"in":["a", "b"]}},${gap}"flags": {${odd}}}, "other": [1 ]
  }
}`;
    const file = textInMemory(manifest);
    const store = flagdStore(manifestText(featureFlag, file));
    expect(await store.write([writing("ours", everyone)])).toMatchObject([{ status: "applied" }]);
    expect(file.text).toContain(odd);
    expect(file.text).toContain('"$evaluators": {"e": {"in":["a", "b"]}}');
    expect(JSON.parse(file.text!).spec.other).toEqual([1]);
    const between = file.text;
    expect(await store.write([writing("ours", everyone)])).toMatchObject([{ status: "unchanged" }]);
    expect(file.text).toBe(between);
  }
});

it("MANIFEST-3  a new FeatureFlag is what the operator reads: flags under spec.flagSpec, and no $schema", async () => {
  const file = textInMemory(null);
  await flagdStore(manifestText({ ...featureFlag, namespace: "apps" }, file)).write([writing("a", everyone)]);
  expect(JSON.parse(file.text!)).toMatchObject({
    apiVersion: "core.openfeature.dev/v1beta1",
    kind: "FeatureFlag",
    metadata: { name: "flags", namespace: "apps" },
    spec: { flagSpec: { flags: { a: { state: "ENABLED", defaultVariant: "on" } } } },
  });
  expect(file.text).not.toContain("$schema");
  expect(file.text).toContain('\n    "flagSpec": {\n      "flags": {\n        "a": {\n          "state": "ENABLED"');
});

it.each([
  ["apiVersion: v1\nkind: ConfigMap\n", "convert it once"],
  ["[]", "is a list"],
  [theirs.replace("ConfigMap", "Secret"), "is a Secret of v1, not a ConfigMap of v1"],
  [theirs.replace('"v1"', '"v2"'), "of v2, not a ConfigMap of v1"],
  [theirs.replace('"flags"', '"flags-2"'), "is named flags-2, not flags"],
  [theirs.replace('"apps"', '"shop"'), "in the namespace shop, not apps"],
  [theirs.replace('"data"', '"immutable": true, "data"'), "immutable"],
  [theirs.replace(/"data": .*/, '"data": null'), "data is a null, not an object: take it out"],
  [theirs.replace(/"data": .*/, '"data": ["flags.json"]'), "data is a list, not an object"],
  [theirs.replace("other.yaml", "flags.json").replace('"a: 1\\n"', "7"), "no text"],
])("MANIFEST-4  %j is not ours: refused, and nothing is written", async (manifest, words) => {
  const file = textInMemory(manifest);
  const document = manifestText({ ...configMap, namespace: "apps" }, file);
  const refused = { name: "DocumentProblem", status: "invalid", message: expect.stringContaining(words) };
  await expect(document.read()).rejects.toMatchObject(refused);
  await expect(document.write("{}", null)).rejects.toMatchObject(refused);
  expect(file.text).toBe(manifest);
});

it("MANIFEST-5  the document and what surrounds it are swapped together: a change of either is not written over", async () => {
  const file = textInMemory(theirs);
  const document = manifestText(configMap, file);
  file.between = () => {
    file.text = theirs.replace('"41"', '"42"');
  };
  expect(await document.write("{}", null)).toBe("changed");
  expect(file.text).toContain('"42"');
});

it("MANIFEST-8  whoever changes the manifest right after it was read keeps the change", async () => {
  const file = textInMemory(theirs);
  const read = file.read.bind(file);
  file.read = async () => {
    const text = await read();
    file.text = theirs.replace('"41"', '"42"');
    return text;
  };
  expect(await manifestText(configMap, file).write("{}", null)).toBe("changed");
  expect(file.text).toBe(theirs.replace('"41"', '"42"'));
});

it("MANIFEST-10  the whole object is measured, not the document alone: what a cluster would refuse is not written", async () => {
  const file = textInMemory(theirs.replace("a: 1", "a".repeat(1_048_000)));
  const document = manifestText(configMap, file);
  await expect(document.write(JSON.stringify("x".repeat(1000)), null)).rejects.toThrow("a Kubernetes object may have");
  expect(await document.write("{}", null)).toBe("written");
});
