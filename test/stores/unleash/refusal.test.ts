import { expect, it } from "vitest";
import type { Failure } from "../../../scripts/http/failure.ts";
import { refusalOf } from "../../../scripts/stores/unleash/refusal.ts";

const failure = (status: number | null, said?: unknown): Failure => ({
  kind: "error",
  reason: "network",
  why: "PATCH x got no complete answer",
  status,
  json: said !== undefined,
  said,
  retries: 0,
  waitMs: null,
});
const skip = { name: "PermissionError", permissions: ["SKIP_CHANGE_REQUEST"], message: "no" };
const failed = { name: "UnknownError", message: "Test operation failed\nname: TEST_OPERATION_FAILED" };

it.each<[number | null, unknown, string]>([
  [null, undefined, "unreachable"],
  [200, undefined, "invalid"],
  [302, undefined, "invalid"],
  [502, {}, "unreachable"],
  [401, { name: "UnauthorizedError" }, "unauthorised"],
  [403, { message: "invalid token: expected a different token type for this endpoint" }, "unauthorised"],
  [403, skip, "refused-by-store"],
  [403, { ...skip, permissions: undefined, permission: "SKIP_CHANGE_REQUEST" }, "refused-by-store"],
  [403, { name: "InvalidOperationError", message: "other features depend on it" }, "unsupported"],
  [404, { name: "NotFoundError", message: "gone" }, "not-found"],
  [409, { name: "NameExistsError", message: "A flag with that name already exists" }, "conflict"],
  [400, { name: "BadDataError" }, "invalid"],
  [400, { name: "ExceedsLimitError" }, "invalid"],
  [415, { name: "ContentTypeError" }, "invalid"],
  [429, {}, "rate-limited"],
  [500, { name: "UnknownError", message: "insert into" }, "invalid"],
  [500, failed, "conflict"],
])("UNLEASH-107  %s with %j is %s", (status, said, expected) => {
  expect(refusalOf(failure(status, said), "PATCH x").status).toBe(expected);
});

it("UNLEASH-108  nothing of a message is passed on: it repeats lists of people; only a plain name of an error is", () => {
  const said = { name: "UnknownError", message: "Test operation failed ada@example.gov", details: ["ada@example.gov"] };
  expect(refusalOf(failure(500, said), "PATCH x").why).not.toContain("ada");
  expect(refusalOf(failure(400, { name: "ada@example.gov" }), "PATCH x").why).toBe("PATCH x answered 400");
  const page = { ...failure(413), why: "PATCH x answered 413: <pre>ada@example.gov</pre>" };
  expect(refusalOf(page, "PATCH x").why).toBe("PATCH x answered 413");
});

it("UNLEASH-109  a flag that is not there is told from a path that is not", () => {
  const gone = { name: "NotFoundError", message: 'There\'s no feature named "f"' };
  expect(refusalOf(failure(404, gone), "GET x").absent).toBe(true);
  const lost = { name: "NotFoundError", message: "The path you were looking for (/x) is not available." };
  expect(refusalOf(failure(404, lost), "GET x").absent).toBeUndefined();
  expect(refusalOf(failure(404, {}), "GET x").absent).toBeUndefined();
  const moved = `${gone.message} in project "a", but there's a feature with that name in project "b"`;
  const elsewhere = refusalOf(failure(404, { ...gone, message: moved }), "GET x");
  expect([elsewhere.absent, elsewhere.why]).toEqual([undefined, expect.stringContaining("in another project")]);
});
