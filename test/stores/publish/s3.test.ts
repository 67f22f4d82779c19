import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { s3Text } from "../../../scripts/stores/publish/s3.ts";
import { writing } from "../../conformance/exposures.ts";
import { textFileConformance } from "../../conformance/text-file.ts";
import { keys, type S3Fake, startS3 } from "../fakes/s3.ts";

let fake: S3Fake;
beforeAll(async () => {
  fake = await startS3();
});
afterAll(() => fake.close());

const secrets = (name: string) =>
  (({ ID: keys.accessKeyId, SECRET: keys.secretAccessKey, OTHER: "AKIAOTHER" }) as Record<string, string>)[name];
const at = (key: string, more: object = {}) => {
  const names = { accessKeyId: "ID", secretAccessKey: "SECRET", sessionToken: null };
  return s3Text({ url: fake.url, region: "us-east-1", bucket: "flags", key, ...names, ...more }, secrets, 2000);
};
const fresh = () => `runtime/${randomUUID()}`;

textFileConformance("S3", () => {
  const key = fresh();
  return { open: () => at(key), put: (bytes) => fake.objects.set(key, Buffer.from(bytes)) };
});

it.each(["a b+c", "é/用户", "a%20b", "~!*'()", "x=y&z", "a//b"])(
  "S3-1  a key like %j is signed and found",
  async (key) => {
    expect(await at(key).write("one", null)).toBe("written");
    expect(fake.objects.get(key)?.toString()).toBe("one");
    expect(await at(key).read()).toBe("one");
  },
);

it("S3-2  somebody who writes between our reading and our writing keeps what they wrote", async () => {
  const key = fresh();
  await at(key).write("one", null);
  for (const theirs of [Buffer.from("theirs"), null]) {
    const before = await at(key).read();
    // The first PUT only asks whether conditions are honoured.
    fake.between = () => {
      fake.between = () => (theirs === null ? fake.objects.delete(key) : fake.objects.set(key, theirs));
    };
    expect(await at(key).write("ours", before)).toBe("changed");
    expect(fake.objects.get(key)?.toString() ?? null).toBe(theirs?.toString() ?? null);
  }
  fake.between = () => fake.objects.set(key, Buffer.from("first"));
  expect(await at(key).write("ours", null)).toBe("changed");
  expect(fake.objects.get(key)?.toString()).toBe("first");
});

it("S3-3  a server that ignores conditions is found out before anything is written there", async () => {
  const key = fresh();
  await at(key).write("one", null);
  fake.careless = true;
  const asked = at(key).write("two", "one");
  await expect(asked).rejects.toMatchObject({
    status: "invalid",
    message: expect.stringContaining("honours If-Match"),
  });
  fake.careless = false;
  expect(fake.objects.get(key)?.toString()).toBe("one");
});

it("S3-9  where the question whether conditions are honoured is not answered, nothing is written", async () => {
  const key = fresh();
  await at(key).write("one", null);
  fake.wrong = "lost before";
  const asked = at(key).write("two", "one");
  await expect(asked).rejects.toMatchObject({ status: "unreachable", message: expect.stringContaining("Nothing was") });
  expect(fake.objects.get(key)?.toString()).toBe("one");
});

it.each([
  ["conflict", "changed"],
  ["lost after", "written"],
] as const)("S3-4  a PUT that meets %s is %s, and is sent once", async (wrong, outcome) => {
  const key = fresh();
  fake.wrong = wrong;
  const count = fake.seen.length;
  expect(await at(key).write("one", null)).toBe(outcome);
  expect(fake.seen.slice(count).filter(({ line }) => line.startsWith("PUT"))).toHaveLength(1);
});

it.each([
  ["lost before", "unreachable", "still holds what it did"],
  ["slow down", "unreachable", "still holds what it did"],
  ["deny", "unauthorised", "s3:ListBucket"],
  ["redirect", "invalid", "in another region"],
] as const)("S3-5  a PUT that meets %s is told as %s", async (wrong, status, words) => {
  const key = fresh();
  fake.wrong = wrong;
  await expect(at(key).write("one", null)).rejects.toMatchObject({ status, message: expect.stringContaining(words) });
  expect(fake.objects.has(key)).toBe(false);
});

it.each([
  [{ secretAccessKey: "NONE" }, "unauthorised", "set NONE in the environment"],
  [{ secretAccessKey: "ID" }, "unauthorised", "S3 refuses (SignatureDoesNotMatch)"],
  [{ accessKeyId: "OTHER" }, "unauthorised", "S3 refuses (InvalidAccessKeyId)"],
  [{ bucket: "gone" }, "invalid", "no bucket of that name"],
  [{ url: "http://s3.example.gov" }, "invalid", "use https"],
  [{ url: "https://a:hunter2@s3.example.gov" }, "invalid", "holds a user name or password"],
] as const)("S3-6  %j is refused in plain words, without a secret", async (more, status, words) => {
  const asked = at(fresh(), more).read();
  await expect(asked).rejects.toMatchObject({ status, message: expect.stringContaining(words) });
  await expect(asked).rejects.not.toThrow(
    new RegExp(`${keys.secretAccessKey.slice(0, 5)}|hunter2|${keys.accessKeyId}`),
  );
});

it("S3-7  temporary credentials send their token, signed", async () => {
  const key = fresh();
  const token = "FwoGZXIvYXdz/token=";
  const settings = {
    url: fake.url,
    region: "us-east-1",
    bucket: "flags",
    key,
    accessKeyId: "ID",
    secretAccessKey: "SECRET",
  };
  const file = s3Text({ ...settings, sessionToken: "TOKEN" }, (name) => (name === "TOKEN" ? token : secrets(name)));
  expect(await file.read()).toBeNull();
  const { headers } = fake.seen.at(-1)!;
  expect(headers["x-amz-security-token"]).toBe(token);
  expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
});

it("S3-8  a batch of flagd's is one conditional PUT and its question, twice is none", async () => {
  const key = fresh();
  const store = flagdStore(at(key));
  const batch = Array.from({ length: 100 }, (_, index) => writing(`flag-${index}`, exposure([], 10)));
  const puts = () => fake.seen.filter(({ line }) => line.startsWith("PUT") && line.includes(key)).length;
  await store.write(batch);
  expect(puts()).toBe(1);
  await store.write(batch);
  expect(puts()).toBe(1);
  expect(await store.write([writing("more", exposure([], 10))])).toMatchObject([{ status: "applied" }]);
  expect(puts()).toBe(3);
});
