import { expect, it } from "vitest";
import type { Failure } from "../../scripts/http/failure.ts";
import { realClock, withRetries } from "../../scripts/http/retry.ts";
import { napping } from "./clock.ts";

const down: Failure = {
  kind: "error",
  reason: "unavailable",
  why: "answered 503",
  status: 503,
  json: false,
  retries: 3,
  waitMs: null,
};
const answered = { kind: "reply" } as const;

/** Answers in turn; the last one stays. */
function inTurn(...answers: readonly (Failure | typeof answered)[]) {
  let asked = 0;
  return { attempt: async () => answers[Math.min(asked++, answers.length - 1)]!, times: () => asked };
}

it("RETRY-1  asks four times, waiting 1, 4 and 10 s, and says so", async () => {
  const clock = napping();
  const { attempt, times } = inTurn(down);
  const end = await withRetries(attempt, clock, { leftMs: 60_000 });
  expect(end).toEqual({ ...down, why: "answered 503 (asked 4 times)" });
  expect(times()).toBe(4);
  expect(clock.naps).toEqual([1000, 4000, 10_000]);
});

it.each([
  [0, 750],
  [0.999999, 1250],
])("RETRY-2  dice of %d make the first wait %d ms", async (dice, ms) => {
  const clock = { ...napping(), random: () => dice };
  await withRetries(inTurn(down, answered).attempt, clock, { leftMs: 60_000 });
  expect(Math.round(clock.naps[0]!)).toBe(ms);
});

it("RETRY-3  trouble that passed is not mentioned", async () => {
  expect(await withRetries(inTurn(down, down, answered).attempt, napping(), { leftMs: 60_000 })).toEqual(answered);
});

it.each([
  [0, 1],
  [1, 2],
])("RETRY-4  a failure worth %d retries is asked about %d times", async (retries, asked) => {
  const { attempt, times } = inTurn({ ...down, retries });
  await withRetries(attempt, napping(), { leftMs: 60_000 });
  expect(times()).toBe(asked);
});

it("RETRY-5  waits as long as the server asks, but not longer than the run may", async () => {
  const clock = napping();
  await withRetries(inTurn({ ...down, waitMs: 7000 }, answered).attempt, clock, { leftMs: 60_000 });
  expect(clock.naps).toEqual([7000]);

  const end = await withRetries(inTurn({ ...down, waitMs: 3_600_000 }).attempt, clock, { leftMs: 60_000 });
  expect(end).toMatchObject({ why: "answered 503 (the next try would wait 3600 s, longer than this run may)" });
  expect(clock.naps).toEqual([7000]);
});

it("RETRY-6  the budget is one for all questions: waiting and asking in vain use it up", async () => {
  const clock = napping();
  const budget = { leftMs: 20_000 };
  await withRetries(inTurn(down).attempt, clock, budget);
  expect(budget.leftMs).toBe(5000);
  const slow = { ...down, retries: 1 };
  await withRetries(async () => clock.sleep(10_000).then(() => slow), clock, budget);
  expect(budget.leftMs).toBe(-5000);
  const { attempt, times } = inTurn(down);
  await withRetries(attempt, clock, budget);
  expect(times()).toBe(1);
});

it("RETRY-7  the real clock tells the time and sleeps", async () => {
  const before = realClock.now();
  await realClock.sleep(20);
  expect(realClock.now() - before).toBeGreaterThanOrEqual(18);
  expect(Math.abs(realClock.now() - Date.now())).toBeLessThan(60_000);
});
