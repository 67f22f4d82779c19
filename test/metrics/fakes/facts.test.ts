import { afterEach, describe, expect, it } from "vitest";
import { end } from "../../conformance/provider.ts";
import * as cloudwatch from "./cloudwatch.ts";
import * as datadog from "./datadog.ts";
import type { Fact, Fake } from "./fake.ts";
import * as analytics from "./google-analytics.ts";
import * as newRelic from "./new-relic.ts";
import { authorization } from "./signature.ts";

const now = () => end.toMillis();

/** Every fake, the facts it is driven by, and how it is brought into the state a fact speaks of. */
const fakes = [
  { facts: datadog.facts, start: () => datadog.startDatadog() },
  { facts: newRelic.facts, start: () => newRelic.startNewRelic() },
  { facts: cloudwatch.facts, start: (given: object) => cloudwatch.startCloudWatch({ now, ...given }) },
  { facts: analytics.facts, start: (given: object) => analytics.startAnalytics({ now, ...given }) },
];

let fake: Fake | undefined;
afterEach(() => fake?.close());

describe.each(fakes)("FACT-1  $facts.title answers as known", ({ facts, start }) => {
  it.each(facts.facts)("$id ($mark)", async (fact) => {
    fake = await start(fact.given ?? {});
    if (typeof fact.given?.next === "string") fake.fail(fake.response(fact.given.next));
    const { response } = fact;
    const answer = await ask(fake, fact);
    expect(answer.status).toBe(response.status);
    for (const [name, value] of Object.entries(response.headers ?? {})) expect(answer.headers.get(name)).toBe(value);
    const [said, known] = [await answer.json(), response.body];
    expect(withoutQuota(said)).toEqual(withoutQuota(known));
  });

  it("says where every fact is from, and how sure it is", () => {
    expect(facts.facts.length).toBeGreaterThan(8);
    expect(new Set(facts.facts.map(({ id }) => id)).size).toBe(facts.facts.length);
    for (const { source, mark } of facts.facts) {
      expect(source).toMatch(/\w+\.\w+|@\w+/);
      expect(["verified", "read", "unsure"]).toContain(mark);
    }
  });
});

/** How many tokens are left depends on how many were asked for. */
function withoutQuota(body: unknown): unknown {
  return typeof body === "object" && body !== null ? { ...body, propertyQuota: undefined } : body;
}

async function ask({ url }: Fake, { request }: Fact): Promise<Response> {
  const { method, path } = request;
  const text = request.body === undefined ? "" : JSON.stringify(request.body);
  const headers: Record<string, string> = { ...request.headers };
  if (headers.authorization === "signed") {
    const all = { ...headers, host: url.host };
    const scope = { ...cloudwatch.keys, region: cloudwatch.region, service: "monitoring" };
    headers.authorization = authorization({ method, path, headers: all, text }, scope, cloudwatch.signedHeaders(all));
  }
  return fetch(new URL(path, url), { method, headers, body: text === "" ? null : text });
}

const known = { method: "POST", headers: { "content-type": "application/json", "api-key": newRelic.key }, body: "{}" };
it.each([
  ["an unknown path", "/graphiql", known],
  ["an unknown method", "/graphql", { headers: known.headers }],
  ["an unknown header", "/graphql", { ...known, headers: { ...known.headers, "x-debug": "1" } }],
  ["an unknown content type", "/graphql", { ...known, headers: { ...known.headers, "content-type": "text/plain" } }],
  ["an unknown field", "/graphql", { ...known, body: '{"operationName":"x"}' }],
  ["an unknown parameter", "/graphql?debug=1", known],
  ["a request no fact is about", "/graphql", known],
])("FACT-2  %s is answered with 501, and fails whoever sent it", async (_, path, request) => {
  const strict = await newRelic.startNewRelic();
  expect((await fetch(new URL(path, strict.url), request)).status).toBe(501);
  await expect(strict.close()).rejects.toThrow("did not understand");
});

it("FACT-3  signatures are computed as in the published test suite of Signature Version 4, get-vanilla", () => {
  const headers = { host: "example.amazonaws.com", "x-amz-date": "20150830T123600Z" };
  const scope = { ...cloudwatch.keys, region: "us-east-1", service: "service" };
  expect(authorization({ method: "GET", path: "/", headers, text: "" }, scope, ["host", "x-amz-date"])).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, " +
      "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  );
});
