import { expect, it } from "vitest";
import { facts, startFlipperFake } from "./flipper-http.ts";

it("FAKE-1  the facts of Flipper's HTTP API are as many as were written down, each with its source", () => {
  expect(facts.length).toBe(37);
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  expect(facts.every(({ source, mark }) => source !== "" && ["verified", "read", "unsure"].includes(mark))).toBe(true);
});

it.each(facts.map((fact) => [fact.id, fact] as const))(
  "FAKE-2  the fake does as the fact says: %s",
  async (_, fact) => {
    const fake = await startFlipperFake();
    for (const [key, gates] of Object.entries(fact.given)) fake.flags.set(key, gates);
    const { method, path, contentType, body } = fact.request;
    const response = await fetch(new URL(path, fake.url), {
      method,
      ...(contentType !== undefined && { headers: { "content-type": contentType } }),
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const expected = fact.response.body;
    expect(response.status).toBe(fact.response.status);
    expect(typeof expected === "string" ? text : JSON.parse(text)).toEqual(expected);
    if (fact.then !== undefined) expect(Object.fromEntries(fake.flags)).toEqual(fact.then);
    await fake.close();
  },
);

it("FAKE-3  what no fact tells is answered 501, and fails the test that asked it", async () => {
  const fake = await startFlipperFake();
  const response = await fetch(new URL("/features/x/actors", fake.url), {
    method: "POST",
    body: "<x/>",
    headers: { "content-type": "text/xml" },
  });
  expect(response.status).toBe(501);
  await expect(fake.close()).rejects.toThrow("did not understand");
});
