import { expect, it } from "vitest";
import { codeOf, reasonOfStatus, retriesOf, waitAskedFor } from "../../scripts/http/failure.ts";

it.each`
  statuses                          | reason            | retries
  ${[200, 204]}                     | ${null}           | ${null}
  ${[301, 302, 303, 304, 307, 308]} | ${"redirect"}     | ${0}
  ${[400, 402, 413, 414, 422]}      | ${"bad-query"}    | ${0}
  ${[401, 403, 407]}                | ${"auth"}         | ${0}
  ${[404, 405, 410]}                | ${"not-found"}    | ${0}
  ${[408, 499]}                     | ${"timeout"}      | ${3}
  ${[429]}                          | ${"rate-limited"} | ${3}
  ${[500, 502, 503, 504, 522]}      | ${"unavailable"}  | ${3}
`("FAILURE-1  $statuses: $reason, asked $retries more times", ({ statuses, reason, retries }) => {
  for (const status of statuses) {
    expect(reasonOfStatus(status), status).toBe(reason);
    if (reason !== null) expect(retriesOf(reason)).toBe(retries);
  }
});

const now = Date.parse("2026-01-15T12:00:00Z");

it.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "Thu, 15 Jan 2026 12:00:30 GMT" }, 30_000],
  [{ "retry-after": "Thu, 15 Jan 2026 11:00:00 GMT" }, 0],
  [{ "x-ratelimit-reset": "12" }, 12_000],
  [{ "x-ratelimit-reset": "1768478445" }, 45_000],
  [{ "x-ratelimit-reset": "1768478399" }, null],
  [{ "x-ratelimit-reset": "1768478404500" }, 4500],
  [{ "x-ratelimit-reset": "1768478399000" }, null],
  [{ "retry-after": "3", "x-ratelimit-reset": "12" }, 3000],
  [{ "retry-after": "soon" }, null],
  [{ "x-ratelimit-reset": "-1" }, null],
  [{}, null],
])("FAILURE-2  %j asks for %d ms", (headers, ms) => {
  expect(waitAskedFor(new Headers(headers as Record<string, string>), now)).toBe(ms);
});

it("FAILURE-3  of what fetch threw only the cause's code is told", () => {
  const refused = new TypeError("fetch failed for https://u:p@h", { cause: { code: "ECONNREFUSED" } });
  expect(codeOf(refused)).toBe("ECONNREFUSED");
  expect(codeOf(new TypeError("Headers.append: s3cr3t is invalid"))).toBe("connection failed");
  expect(codeOf(new Error("x", { cause: { code: "a long sentence with s3cr3t" } }))).toBe("connection failed");
  expect(codeOf("s3cr3t")).toBe("connection failed");
});
