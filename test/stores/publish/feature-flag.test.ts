import { expect, it } from "vitest";
import { inFeatureFlag } from "../../../scripts/stores/publish/feature-flag.ts";

it("FEATUREFLAG-1  the document is indented as its place is, and comes back as it was", () => {
  const document = '{\n  "flags": {\n    "a": {}\n  }\n}\n';
  const manifest = inFeatureFlag.write('{\n  "kind": "FeatureFlag"\n}\n', document);
  expect(manifest).toBe(`{
  "kind": "FeatureFlag",
  "spec": {
    "flagSpec": {
      "flags": {
        "a": {}
      }
    }
  }
}
`);
  expect(inFeatureFlag.read(manifest, "k")).toBe(document);
});

it("FEATUREFLAG-2  a flagSpec that is no object is nobody's document", () => {
  expect(() => inFeatureFlag.read('{"spec":{"flagSpec":"{}"}}', "k")).toThrow("no object");
  expect(inFeatureFlag.read('{"spec":{}}', "k")).toBeNull();
});
