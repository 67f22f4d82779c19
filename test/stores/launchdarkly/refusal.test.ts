import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { Failure } from "../../../scripts/http/failure.ts";
import { type Refusal, refusalOf } from "../../../scripts/stores/launchdarkly/refusal.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { napping } from "../../http/clock.ts";
import { key, startTown, type Town, token } from "./town.ts";

const start = 1_768_478_400_000;
let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-50  an approval of its own refuses, once, with where to ask for it, and is never gone around", async () => {
  await town.put(exposure([], 10));
  town.fake.account = { approvals: ["production"] };
  const from = town.fake.seen.length;
  const before = structuredClone(town.fake.flags.get(key));
  expect(await town.put(exposure([], 50))).toMatchObject({
    status: "refused-by-store",
    detail: expect.stringContaining(`${new URL(town.fake.url).origin}/default/production/features/${key}`),
  });
  expect(town.patches(from)).toHaveLength(1);
  expect(town.patches(from)[0]!.line).not.toContain("?");
  expect(town.fake.flags.get(key)).toEqual(before);
});

it("LAUNCHDARKLY-52  what would break a pending change is a conflict, and that check is not switched off", async () => {
  await town.put(exposure([], 10));
  town.fake.account = { scheduled: { [key]: [{ breaks: true }] } };
  const from = town.fake.seen.length;
  expect(await town.put(exposure([], 5))).toMatchObject({
    status: "conflict",
    detail: expect.stringContaining("pending"),
  });
  expect(town.patches(from)).toHaveLength(1);
  expect(runningOf((await town.open().read([key])).get(key)!)!.exposure.percent).toBe(10);
});

it.each<[string, Record<string, string>, number]>([
  ["to the end of its window", { "x-ratelimit-reset": `${start + 4000}` }, 4000],
  ["as its address is told", { "retry-after": "7" }, 7000],
  ["a second where the end of the window is past by our clock", { "x-ratelimit-reset": `${start - 90_000}` }, 1000],
])("LAUNCHDARKLY-54  waits %s, never less than nothing", async (_, limited, ms) => {
  const clock = napping(start);
  town.fake.account = { limited };
  const [result] = await town.open({}, token, clock).write([writing(key, everyone)]);
  expect(clock.naps[0]).toBe(ms);
  expect(clock.naps.every((nap) => nap >= 0)).toBe(true);
  expect(result).toMatchObject({ status: "rate-limited" });
  expect(result!.status === "rate-limited" && result!.retryAfterMs >= 0).toBe(true);
});

const failure = (status: number | null, said?: unknown, reason: Failure["reason"] = "bad-query"): Failure => ({
  kind: "error",
  reason,
  why: `PATCH x/approval_flow answered ${status}: ${JSON.stringify(said)} (asked 4 times)`,
  status,
  json: said !== undefined,
  said,
  retries: 0,
  waitMs: null,
});
const pending = { code: "invalid_request", message: "would break a scheduled change" };

it.each<[number, unknown, Refusal["status"]]>([
  [400, pending, "conflict"],
  [400, { code: "invalid_request", message: "unknown variation" }, "invalid"],
  [400, undefined, "invalid"],
  [405, { code: "method_not_allowed", message: "approval is required" }, "refused-by-store"],
  [409, {}, "conflict"],
  [422, {}, "invalid"],
])("LAUNCHDARKLY-57  %s with %j is %s, whatever the flag is called", (status, said, expected) => {
  expect(refusalOf(failure(status, said), null).status).toBe(expected);
  expect(refusalOf(failure(status, said), "PATCH x/approval_flow").status).toBe(expected);
});

it("LAUNCHDARKLY-58  of what answers a patch only the code is passed on: a message may repeat ids of people", () => {
  const said = { code: "invalid_request", message: "the user ada@example.gov is targeted twice" };
  expect(refusalOf(failure(400, said), "PATCH x").why).toBe("PATCH x answered 400 invalid_request");
  expect(refusalOf(failure(400, { ...said, code: "ada@example.gov" }), "PATCH x").why).toBe("PATCH x answered 400");
  expect(refusalOf(failure(502, "ada@example.gov", "unavailable"), "PATCH x").why).toBe("PATCH x answered 502");
  for (const [status, cure] of [
    [200, "is the url right?"],
    [302, "final address"],
    [403, "does its role allow this?"],
  ] as const) {
    const { why } = refusalOf(failure(status, "ada@example.gov"), "PATCH x");
    expect(why).toContain(cure);
    expect(why).not.toContain("ada");
  }
  expect(refusalOf(failure(400, pending), "PATCH x").why).toContain("pending");
  expect(refusalOf(failure(null, undefined, "network"), "PATCH x").why).toContain("asked 4 times");
  expect(refusalOf(failure(404, said, "not-found"), null).why).toContain("asked 4 times");
});

it.each([403, 500] as const)(
  "LAUNCHDARKLY-59  %d may be of one flag alone: the others of the batch are written",
  async (status) => {
    const batch = ["a", "b", "c"].map((name) => writing(name, exposure(["User;7"], 10)));
    await town.open().write(batch.map(({ key: name }) => writing(name, nobody)));
    const expected = async (name: string) => runningOf((await town.open().read([name])).get(name)!);
    const writes = await Promise.all(batch.map(async (one) => ({ ...one, expected: await expected(one.key) })));
    town.fake.account = { refuses: { a: status } };
    const results = await town.open().write(writes);
    expect(results.map(({ status: is }) => is)).toEqual([
      status === 403 ? "unauthorised" : "unreachable",
      "applied",
      "applied",
    ]);
  },
);
