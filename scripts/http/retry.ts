import type { Failure } from "./failure.ts";

/** The clock and the dice of an adapter; tests bring their own, so that nothing is slept through. */
export interface Clock {
  /** Milliseconds since 1970; never runs backwards within a process. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** 0 <= r < 1, as Math.random gives it. */
  random(): number;
}

export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/** What failing may still cost in this run, in milliseconds of asking and waiting; shared by all asks of one provider. */
export interface Budget {
  leftMs: number;
}

const pauses = [1000, 4000, 10_000];

/**
 * Asks again while the failure says it is worth it and the budget lasts. Waits what the server asked for, else 1, 4 and
 * 10 seconds, give or take a quarter. The last failure says how often it was asked, and when patience ended first.
 */
export async function withRetries<T extends { readonly kind: string }>(
  attempt: () => Promise<T | Failure>,
  clock: Clock,
  budget: Budget,
): Promise<T | Failure> {
  for (let asked = 1; ; asked += 1) {
    const began = clock.now();
    const answer = await attempt();
    if (!isFailure(answer)) return answer;
    budget.leftMs -= clock.now() - began;
    const pause = pauses[asked - 1];
    if (asked > answer.retries || pause === undefined) return saying(answer, asked);
    const wait = answer.waitMs ?? pause * (0.75 + clock.random() / 2);
    if (wait > budget.leftMs)
      return saying(answer, asked, `the next try would wait ${seconds(wait)}, longer than this run may`);
    budget.leftMs -= wait;
    await clock.sleep(wait);
  }
}

const isFailure = (answer: { readonly kind: string }): answer is Failure => answer.kind === "error";

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;

function saying(failure: Failure, asked: number, ended?: string): Failure {
  const notes = [...(asked > 1 ? [`asked ${asked} times`] : []), ...(ended === undefined ? [] : [ended])];
  return notes.length === 0 ? failure : { ...failure, why: `${failure.why} (${notes.join("; ")})` };
}
