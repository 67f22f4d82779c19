import { expect, it } from "vitest";
import { answered } from "../../scripts/metrics/answered.ts";

it("FAILURE-4  a failure answers its question with its reason and its words, and nothing else", () => {
  const failure = { kind: "error", reason: "auth", why: "GET https://a answered 401" } as const;
  const more = { status: 401, json: false, retries: 0, waitMs: null };
  expect(answered({ ...failure, ...more })).toEqual(failure);
});
