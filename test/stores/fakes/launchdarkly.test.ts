import { expect, it } from "vitest";
import { facts, startLaunchDarklyFake } from "./launchdarkly.ts";

it("FAKE-4  the facts of LaunchDarkly's REST API are as many as were written down, each with its source", () => {
  expect(facts.length).toBe(52);
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  expect(facts.every(({ source }) => /^https:\/\/(launchdarkly\.com|github\.com\/launchdarkly)\//.test(source))).toBe(
    true,
  );
  expect(facts.every(({ mark }) => ["read", "unsure"].includes(mark))).toBe(true);
});

it.each(facts.map((fact) => [fact.id, fact] as const))(
  "FAKE-5  the fake does as the fact says: %s",
  async (_, fact) => {
    const fake = await startLaunchDarklyFake("token");
    for (const flag of fact.given.flags) fake.add(flag);
    fake.account = fact.given.account ?? {};
    const named = (value: unknown): unknown => JSON.parse(filled(JSON.stringify(value)));
    const filled = (text: string) =>
      ["on", "off"].reduce(
        (left, which) => left.replaceAll(`<${which}>`, fake.flags.has("rx") ? fake.idOf("rx", which === "on") : ""),
        text,
      );
    const { method, path, contentType, body, token = "token" } = fact.request;
    const response = await fetch(new URL(path, fake.url), {
      method,
      headers: { authorization: token, ...(contentType !== undefined && { "content-type": contentType }) },
      ...(body !== undefined && { body: JSON.stringify(named(body)) }),
    });
    const said: unknown = await response.json();
    expect(response.status).toBe(fact.response.status);
    for (const [name, value] of Object.entries(fact.response.headers ?? {}))
      expect(response.headers.get(name)).toBe(value);
    holds(said, named(fact.response.body));
    if (fact.then !== undefined) holds(fake.flags.get("rx"), named(fact.then));
    await fake.close();
  },
);

/** As `toMatchObject`, with words for what is not there and for how many there are. */
function holds(found: unknown, told: unknown): void {
  const many = typeof told === "string" ? /^<(\d+) of them>$/.exec(told) : null;
  if (told === "<absent>") expect(found).toBeUndefined();
  else if (many !== null) expect(found).toHaveLength(Number(many[1]));
  else if (Array.isArray(told)) {
    expect(found).toHaveLength(told.length);
    for (const [index, one] of told.entries()) holds((found as unknown[])[index], one);
  } else if (typeof told === "object" && told !== null) {
    for (const [name, one] of Object.entries(told)) holds((found as Record<string, unknown>)?.[name], one);
  } else expect(found).toBe(told);
}

it("FAKE-6  what no fact tells is answered 501, and fails the test that asked it", async () => {
  const fake = await startLaunchDarklyFake();
  expect((await fetch(new URL("/api/v2/flags/default?expand=evaluation", fake.url))).status).toBe(501);
  await expect(fake.close()).rejects.toThrow("did not understand");
});
