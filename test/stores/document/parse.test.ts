import { expect, it } from "vitest";
import { parseJson } from "../../../scripts/stores/document/parse.ts";

it("DOCUMENT-1  a text that is JSON is its value; one that is not says where, and the way out", async () => {
  expect(await parseJson("f.json", "[1]")).toEqual({ ok: true, value: [1] });
  expect(await parseJson("k in Redis (URL)", '{\n "a": ,}')).toEqual({
    ok: false,
    why: expect.stringMatching(
      /^k in Redis \(URL\):2:7 is not valid JSON .*put the last good version back.*nothing is written$/,
    ),
  });
  expect(await parseJson("f.json", " ")).toMatchObject({ why: expect.stringMatching(/^f.json is empty/) });
});

it.each(["flags in Redis (REDIS_URL)", "flags.json in the bucket flags", "ConfigMap flags in k8s/flags.json"])(
  "DOCUMENT-10  %s is no file of git's: no command is offered that would not work",
  async (place) => {
    const parsed = await parseJson(place, "{");
    expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining("put the last good version back. Until") });
    expect(parsed).toMatchObject({ why: expect.not.stringContaining("git checkout") });
  },
);
