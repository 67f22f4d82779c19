import type { DateTime } from "luxon";

/** One row of the recorded counts: what a quarter of an hour saw. */
export interface Quarter {
  readonly time: DateTime;
  readonly downloads: number;
  readonly errors: number;
}

/** What people did from `from` until `to`: downloads in proportion to who sees the feature, of which a share fails. */
export interface Traffic {
  readonly from: DateTime;
  readonly to: DateTime;
  readonly percent: number;
  readonly errorRate: number;
}

/** Downloads in a quarter of an hour for each percent of users who see the feature. */
const perPercent = 3;

/**
 * Whole quarters, in whole numbers, without chance: the fraction of an error left over goes into the next quarter, so
 * that a day adds up to the rate.
 */
export function quarters({ from, to, percent, errorRate }: Traffic): readonly Quarter[] {
  const downloads = Math.round(perPercent * percent);
  const count = Math.floor(to.diff(from).as("minutes") / 15);
  return Array.from({ length: count }, (_, index) => {
    const errorsBy = (n: number) => Math.floor(n * downloads * errorRate + 1e-9);
    return { time: from.plus({ minutes: 15 * index }), downloads, errors: errorsBy(index + 1) - errorsBy(index) };
  });
}

/** The table `kind: recorded` reads. */
export function csv(rows: readonly Quarter[]): string {
  const lines = rows.map(({ time, downloads, errors }) => {
    return `${time.toUTC().toISO({ suppressMilliseconds: true })},${downloads},${errors}`;
  });
  return ["time,downloads,download_errors", ...lines, ""].join("\n");
}
