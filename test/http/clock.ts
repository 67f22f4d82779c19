import type { Clock } from "../../scripts/http/retry.ts";

/** A clock on which sleeping takes no time and every nap is written down; its dice always show the middle. */
export function napping(start = 1_768_478_400_000): Clock & { readonly naps: number[] } {
  const naps: number[] = [];
  let now = start;
  return {
    naps,
    now: () => now,
    async sleep(ms) {
      naps.push(ms);
      now += ms;
    },
    random: () => 0.5,
  };
}
