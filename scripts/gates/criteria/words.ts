/** A count for people: extrapolated counts are fractional, and nobody reads the digits. */
export function count(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0)));
}

export type Sign = "<=" | ">" | ">=" | "<";

/**
 * `0.71 % <= 1 %`: shares of small limits in percent, other numbers as they are, with as many digits as the inequality
 * needs to read true.
 */
export function inequality(value: number, sign: Sign, limit: number, least = 2): string {
  const percent = isShare(limit);
  const [scaled, bound] = percent ? [value * 100, tidy(limit * 100, 12)] : [value, tidy(limit, 12)];
  const unit = percent ? " %" : "";
  const digits =
    [2, 3, 4, 6, 9, 12, 15].find((digits) => digits >= least && holds(tidy(scaled, digits), sign, bound)) ?? 15;
  return `${tidy(scaled, percent ? digits : Math.max(3, digits))}${unit} ${sign} ${bound}${unit}`;
}

/** `0.71 %` or `0.71`, in the unit `inequality` uses for the limit. */
export function amount(value: number, limit: number): string {
  return isShare(limit) ? share(value) : String(tidy(value, 3));
}

/** `0.71 %` */
export const share = (value: number, digits = 2): string => `${tidy(value * 100, digits)} %`;

/** `about 3 hours`, in the unit a person would use. */
export function about(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  const [size, unit] = minutes < 90 ? [1, "minute"] : minutes < 48 * 60 ? [60, "hour"] : [1440, "day"];
  const units = Math.max(1, Math.ceil(minutes / size));
  return `about ${units} ${unit}${units === 1 ? "" : "s"}`;
}

const isShare = (limit: number) => limit > 0 && limit <= 0.2;

/** Rounded to significant digits, whole numbers never cut. */
function tidy(value: number, digits: number): number {
  const whole = Math.ceil(Math.log10(Math.abs(value) + 1));
  return Number(value.toPrecision(Math.min(15, Math.max(digits, whole, 1))));
}

function holds(value: number, sign: Sign, limit: number): boolean {
  switch (sign) {
    case "<=":
      return value <= limit;
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "<":
      return value < limit;
  }
}
