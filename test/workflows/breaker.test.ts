import { DateTime } from "luxon";
import { expect, it } from "vitest";
import type { Answered } from "../../scripts/flag/measurement.ts";
import type { Provider } from "../../scripts/metrics/provider.ts";
import { breaker } from "../../scripts/workflows/breaker.ts";
import { pool } from "../../scripts/workflows/pool.ts";

const from = DateTime.fromISO("2025-03-12T10:00:00Z");
const question = {
  metric: "errors",
  query: "x",
  window: { from, to: from },
  observation: null,
  part: "number",
} as const;
const down: Answered = { kind: "error", reason: "timeout", why: "10 s" };
const fine: Answered = { kind: "number", value: 1 };

/** A provider that answers what `answer` says, and counts how often it was asked. */
function counted(answer: (asked: number) => Answered | Promise<Answered>) {
  const provider: Provider & { asked: number } = {
    name: "numbers",
    asked: 0,
    resolve: ({ query }) => query,
    ask: async () => answer(++provider.asked),
  };
  const providersOf = breaker(new Map([["numbers", provider]]));
  return { provider, ask: (plan: string) => providersOf(plan).get("numbers")!.ask(question) };
}

it("BREAK-1  a provider that is down is asked a few times, not once for each of a thousand plans", async () => {
  const { provider, ask } = counted(() => new Promise((resolve) => setTimeout(() => resolve(down), 20)));
  const plans = Array.from({ length: 1000 }, (_, i) => `plan-${i}`);
  const answers = await pool(4, plans, ask);
  expect(provider.asked).toBeLessThan(12);
  expect(answers.every(({ kind }) => kind === "error")).toBe(true);
  expect(answers.at(-1)).toMatchObject({ reason: "unavailable", why: expect.stringContaining("the last time: 10 s") });
});

it("BREAK-2  one plan with queries that always time out never stops the others", async () => {
  const { ask } = counted((asked) => (asked <= 51 ? down : fine));
  for (let i = 0; i < 50; i++) await ask("heavy");
  expect(await Promise.all([ask("heavy"), ask("another")])).toEqual([down, fine]);
});

it("BREAK-3  what speaks of the query and not of the provider is no trouble, nor is no data", async () => {
  const { provider, ask } = counted(() => ({ kind: "error", reason: "bad-query", why: "parse error" }));
  for (let i = 0; i < 20; i++) await ask(`plan-${i}`);
  expect(provider.asked).toBe(20);
});

it("BREAK-4  it is asked again, one question at a time, and is back with its first answer", async () => {
  const { ask } = counted((asked) => (asked <= 4 ? down : fine));
  for (const plan of ["a", "b", "c"]) expect(await ask(plan)).toEqual(down);
  const [probe, refused] = await Promise.all([ask("d"), ask("e")]);
  expect(probe).toEqual(down);
  expect(refused).toMatchObject({ reason: "unavailable" });
  expect(await ask("f")).toEqual(fine);
  expect(await Promise.all(["g", "h"].map(ask))).toEqual([fine, fine]);
});

it("BREAK-5  a provider that throws is in trouble like one that says so, and goes on throwing", async () => {
  const { ask } = counted(() => {
    throw new Error("broken");
  });
  for (const plan of ["a", "b", "c", "d"]) await expect(ask(plan)).rejects.toThrow("broken");
});
