import { isDeepStrictEqual } from "node:util";
import type { FlagValue } from "../../flag/plan.ts";
import { variantsDigest } from "../../flag/recorded.ts";
import type { Applied, Variants } from "../../flag/running.ts";
import type { Flag } from "./flag.ts";
import { recordsIn } from "./record.ts";

/** Indices of the two variations a plan speaks of. */
export interface Pair {
  readonly on: number;
  readonly off: number;
}

/** Which two variations are meant: those that were last written, else true and false, else those it was made with. */
export function pairOf(flag: Flag, applied: Applied | null): Pair | null {
  const records = applied === null ? recordsIn(flag.properties) : [applied];
  const indices = [...flag.variations.keys()];
  const pairs = indices.flatMap((on) => indices.filter((off) => off !== on).map((off): Pair => ({ on, off })));
  const written = pairs.find((pair) =>
    records.some(({ variants }) => variants === variantsDigest(valuesOf(flag, pair))),
  );
  if (written !== undefined) return written;
  const [on, off] = [flag.variations.indexOf(true), flag.variations.indexOf(false)];
  if (on >= 0 && off >= 0) return { on, off };
  const { defaults } = flag;
  return pairs.find((pair) => pair.on === defaults?.on && pair.off === defaults.off) ?? null;
}

/** The two variations that have these values. */
export function pairFor({ variations }: Flag, wanted: Variants): Pair | null {
  const find = (value: FlagValue) => variations.findIndex((one) => isDeepStrictEqual(one, value));
  const [on, off] = [find(wanted.on), find(wanted.off)];
  return on < 0 || off < 0 || on === off ? null : { on, off };
}

export const valuesOf = ({ variations }: Flag, { on, off }: Pair): Variants => ({
  on: variations[on] as FlagValue,
  off: variations[off] as FlagValue,
});
