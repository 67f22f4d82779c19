import { expect, it } from "vitest";
import { inConfigMap } from "../../../scripts/stores/publish/config-map.ts";

it("CONFIGMAP-1  the document is one text under flags.json, whatever is in it", () => {
  const text = '\uFEFF{"a":"\u2028\\ud83d\u0000"}\r\n';
  const manifest = inConfigMap.write('{"kind":"ConfigMap"}', text);
  expect(JSON.parse(manifest).data).toEqual({ "flags.json": text });
  expect(inConfigMap.read(manifest, "k")).toBe(text);
  expect(manifest).not.toMatch(/[\uFEFF\u2028]/);
  expect(inConfigMap.read('{"data":{"other":""}}', "k")).toBeNull();
});
