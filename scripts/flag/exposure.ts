/**
 * Who sees a flag on: the named actors, and this share of everyone else.
 * Facts that add up make a product; facts that exclude each other make a union (see move.ts in plan/).
 */
export interface Exposure {
  /** Actor ids as the store holds them: sorted, unique, compared byte for byte. */
  readonly actors: readonly string[];
  /** 0 to 100 with at most three decimals; 100 means everyone, callers without an id included. */
  readonly percent: number;
}

export const nobody: Exposure = { actors: [], percent: 0 };
export const everyone: Exposure = { actors: [], percent: 100 };

/** The normal form: actors sorted and unique, so that two exposures are equal when they read the same. */
export function exposure(actors: readonly string[], percent: number): Exposure {
  return { actors: [...new Set(actors)].sort(), percent };
}

/** True where nobody who sees the flag under `before` loses it under `after`. */
export function keepsEveryone(before: Exposure, after: Exposure): boolean {
  if (after.percent === 100) return true;
  return after.percent >= before.percent && before.actors.every((actor) => after.actors.includes(actor));
}

/** True where both select the same people; at 100 percent the named actors make no difference. */
export function sameExposure(a: Exposure, b: Exposure): boolean {
  return keepsEveryone(a, b) && keepsEveryone(b, a);
}

export function describeExposure({
  actors,
  percent,
}: {
  readonly actors: readonly unknown[];
  readonly percent: number;
}) {
  if (percent === 100) return "everyone";
  const named = actors.length === 0 ? [] : [`${actors.length} named ${actors.length === 1 ? "actor" : "actors"}`];
  const share = percent === 0 ? [] : [`${percent} % of users`];
  return [...named, ...share].join(" and ") || "nobody";
}
