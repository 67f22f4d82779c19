import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
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
