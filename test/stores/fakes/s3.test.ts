import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { expect, it } from "vitest";
import { keys, startS3, tagOf } from "./s3.ts";

interface Fact {
  readonly id: string;
  readonly object: string | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret?: string;
  readonly keyId?: string;
  readonly bucket?: string;
  readonly status: number;
  readonly code?: string;
  readonly then: string | null;
}

const { facts, source }: { readonly facts: readonly Fact[]; readonly source: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, "s3.facts.json"), "utf8"),
);

it("S3-FAKE-1  the facts are as many as were written down, with their sources", () => {
  expect(facts).toHaveLength(11);
  expect(source).toContain("conditional-writes");
});

it.each(facts)("S3-FAKE-2  the fake does as the fact says: $id", async (fact) => {
  const { object, method, headers, secret, keyId, bucket = "flags", status, code, then } = fact;
  const fake = await startS3();
  if (object !== null) fake.objects.set("k", Buffer.from(object));
  const client = new AwsClient({
    accessKeyId: keyId ?? keys.accessKeyId,
    secretAccessKey: secret ?? keys.secretAccessKey,
    service: "s3",
    region: "us-east-1",
    retries: 0,
  });
  const body = method === "PUT" ? "two" : "";
  const tag = object === null ? "" : tagOf(Buffer.from(object));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Buffer.from(body)));
  const response = await client.fetch(`${fake.url}/${bucket}/k`, {
    method,
    headers: {
      "x-amz-content-sha256": Buffer.from(hash).toString("hex"),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("ETAG", tag)])),
    },
    ...(body !== "" && { body }),
  });
  expect(response.status).toBe(status);
  const said = await response.text();
  if (code !== undefined) expect(said).toContain(`<Code>${code}</Code>`);
  if (method === "GET" && status === 200) expect(response.headers.get("etag")).toBe(tag);
  expect(fake.objects.get("k")?.toString() ?? null).toBe(then);
  await fake.close();
});
