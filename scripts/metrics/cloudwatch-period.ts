import type { Question } from "./provider.ts";

const day = 86_400;

/** Retention by length of the period (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html). */
const kept: readonly { readonly period: number; readonly days: number }[] = [
  { period: 60, days: 15 },
  { period: 300, days: 63 },
  { period: 3600, days: 455 },
];

/** How long CloudWatch keeps anything, in milliseconds. */
export const longestKeptMs = 455 * day * 1000;

/** The whole periods inside a window. All in seconds: the period's length, and from <= t < to since 1970. */
export interface Periods {
  readonly period: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The shortest periods that are still kept for data as old as the window's begin, and that are not too many: up to a
 * day in minutes, up to two weeks in five minutes, longer ones in hours. Null where not one lies whole inside the window:
 * the newest is still being filled, and a sum over a part of one cannot be asked for. `now` in milliseconds since 1970.
 */
export function periodsIn({ from, to }: Question["window"], now: number): Periods | null {
  const [begin, end] = [from.toSeconds(), to.toSeconds()];
  const byLength = end - begin <= day ? 60 : end - begin <= 14 * day ? 300 : 3600;
  const age = now / 1000 - begin;
  const { period } = kept.find(({ period, days }) => period >= byLength && age < days * day) ?? kept.at(-1)!;
  const whole = { period, from: Math.ceil(begin / period) * period, to: Math.floor(end / period) * period };
  return whole.from < whole.to ? whole : null;
}
