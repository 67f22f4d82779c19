import { expect, it } from "vitest";
import { everyone } from "../../../scripts/flag/exposure.ts";
import { openApi } from "../../../scripts/stores/flipper/api.ts";
import { napping } from "../../http/clock.ts";
import { answer, type Fault, startFaults } from "../../http/faults.ts";

async function ask(fault: Fault, keys = ["a"]) {
  const server = await startFaults(fault);
  const api = openApi({ url: `${server.url.href}flipper/api/`, token: "T", secrets: () => "s3cr3t", clock: napping() });
  const said = await api.features(keys).finally(() => server.close());
  return { said, seen: server.seen };
}

const feature = {
  key: "a",
  gates: [
    { key: "boolean", value: null },
    { key: "actors", value: ["x"] },
    { key: "expression", value: { Any: [] } },
  ],
};

it("API-1  reads gates below the path where it is mounted, with a bearer token", async () => {
  const { said, seen } = await ask(
    answer(200, JSON.stringify({ features: [feature, { ...feature, key: "not-asked" }] })),
    ["a", "b c"],
  );
  expect(said).toEqual({
    ok: true,
    value: new Map([
      [
        "a",
        [
          { gate: "actors", value: "x" },
          { gate: "expression", value: "{}" },
        ],
      ],
    ]),
  });
  expect(seen[0]).toMatchObject({
    line: "GET /flipper/api/features?keys=a,b%20c",
    headers: { authorization: "Bearer s3cr3t" },
  });
});

it.each([
  [answer(200, "{}"), "invalid", "something else than Flipper"],
  [answer(200, '{"features":[{"key":1}]}'), "invalid", "something else than Flipper"],
  [answer(404, "{}"), "invalid", "is the url"],
  [answer(404, '{"code":1,"message":"Feature not found."}'), "not-found", "Feature not found."],
  [answer(422, '{"code":3,"message":"Percentage must be"}'), "invalid", "Percentage must be"],
  [answer(403, "{}"), "unauthorised", "token"],
  [answer(429, "{}", { "retry-after": "2", "content-type": "application/json" }), "rate-limited", "429"],
  [answer(503, "down"), "unreachable", "503"],
  [answer(500, "Internal Server Error"), "invalid", "500"],
  [answer(302, "", { location: "https://elsewhere.example" }), "invalid", "redirects are not followed"],
])("API-2  an answer is told apart: case %#, %s", async (fault, status, why) => {
  const { said } = await ask(fault);
  expect(said).toMatchObject({ ok: false, refusal: { status, why: expect.stringContaining(why) } });
  if (status === "rate-limited" && !said.ok) expect(said.refusal.retryAfterMs).toBe(2000);
});

it("API-3  Flipper Cloud gets its own header, and nobody else does", async () => {
  const { credentials } = await import("../../../scripts/stores/flipper/api.ts");
  expect(credentials(new URL("https://www.flippercloud.io/adapter"), "t")).toEqual({ "flipper-cloud-token": "t" });
  expect(credentials(new URL("https://flippercloud.io.example.com"), "t")).toEqual({ authorization: "Bearer t" });
});

it.each([
  ["a list that is cut short", 200, '{"features":[{"key":"a","gates":[{"key":"actors","value":["ada@example.gov"'],
  ["an error that repeats what was sent", 500, "undefined method for ada@example.gov"],
  ["an error in JSON that does", 422, '{"code":4,"message":"flipper_id ada@example.gov is invalid"}'],
])("API-4  %s is told without anybody's id", async (_, status, body) => {
  const server = await startFaults(answer(status, body));
  const api = openApi({ url: server.url.href, token: null, secrets: () => undefined, clock: napping() });
  const path = "/actors";
  const step = { method: "POST", path, body: { flipper_id: "ada@example.gov" }, after: everyone } as const;
  const said = await (status === 200 ? api.features(["a"]) : api.send("a", step, false));
  await server.close();
  expect(said).toMatchObject({ ok: false, refusal: { why: expect.stringMatching(/.{10}/) } });
  expect(JSON.stringify(said)).not.toContain("ada");
});
