import { afterEach, expect, it, vi } from "vitest";
import { openBucket } from "../../../scripts/stores/publish/s3-object.ts";

afterEach(() => vi.unstubAllGlobals());

const bucket = {
  url: null,
  region: "us-east-1",
  bucket: "flags",
  key: "a/b c.json",
  accessKeyId: "ID",
  secretAccessKey: "SECRET",
  sessionToken: null,
  secrets: () => "x",
  timeoutMs: 100,
};

it.each([
  [{}, "https://flags.s3.us-east-1.amazonaws.com/a/b%20c.json"],
  [{ bucket: "flags.example.gov" }, "https://s3.us-east-1.amazonaws.com/flags.example.gov/a/b%20c.json"],
  [{ region: "cn-north-1" }, "https://flags.s3.cn-north-1.amazonaws.com.cn/a/b%20c.json"],
  [{ url: "https://minio.example.gov/s3/?x#y" }, "https://minio.example.gov/s3/flags/a/b%20c.json"],
])("S3-OBJECT-1  %j is asked at %s", async (more, address) => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: URL) => {
    asked.push(url.href);
    return new Response("{}", { headers: { etag: '"1"' } });
  });
  expect(await openBucket({ ...bucket, ...more }, "k").get()).toMatchObject({ etag: '"1"' });
  expect(asked).toEqual([address]);
});

it.each([
  ["a success without an entity tag", new Response("<html>Log in</html>"), "without an entity tag"],
  ["somebody else's 404", new Response("not found", { status: 404 }), "404"],
])("S3-OBJECT-2  %s is not taken for an object, nor for none", async (_, response, words) => {
  vi.stubGlobal("fetch", async () => response);
  await expect(openBucket(bucket, "k").get()).rejects.toMatchObject({
    status: "invalid",
    message: expect.stringContaining(words),
  });
});

it.each([
  [403, "RequestTimeTooSkewed", "unreachable", "this machine's clock"],
  [400, "ExpiredToken", "unauthorised", "get new ones"],
  [301, "PermanentRedirect", "invalid", "in another region"],
  [307, "TemporaryRedirect", "invalid", "redirects are not followed"],
  [400, "AuthorizationHeaderMalformed", "invalid", "in another region"],
  [403, "AccessDenied", "unauthorised", "kms:Decrypt"],
  [403, "KMS.DisabledException", "unauthorised", "is it enabled"],
  [400, "KMS.NotFoundException", "unauthorised", "is it enabled"],
  [403, "SomethingElse", "unauthorised", "S3 refuses (SomethingElse)"],
] as const)(
  "S3-OBJECT-3  %d %s is told as %s, with the way out and without a secret",
  async (code, word, status, words) => {
    const body = `<Error><Code>${word}</Code><Message>of hunter2</Message></Error>`;
    const headers = { location: "https://elsewhere.example.gov" };
    vi.stubGlobal("fetch", async () => new Response(body, { status: code, headers }));
    const object = openBucket({ ...bucket, secrets: () => "hunter2" }, "k");
    for (const ask of [() => object.get(), () => object.put("x", { "if-match": "1" })]) {
      const asked = ask();
      const told = { status, message: expect.stringMatching(/^(?!.*hunter2)/) };
      await expect(asked).rejects.toMatchObject(told);
      await expect(asked).rejects.toThrow(words);
    }
  },
);
