import { hidePersonal } from "../flag/personal.ts";

const longest = 60;

/**
 * Text that an author wrote, made safe to show: quoted, invisible characters escaped, what names a real person starred
 * out, cut to 60 characters.
 */
export function quote(text: string): string {
  const characters = [...hidePersonal(text.slice(0, 1000))];
  const cut = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${hidden.codePointAt(0)!.toString(16)}}`,
  );
}

/** At most five names, quoted, in the order given: `"canary", "half" and 3 more`. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(quote).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** A percentage as people write it, without what binary fractions add: 6.9, not 6.8999999999999995. */
export function percentage(percent: number): number {
  return Number(percent.toPrecision(9));
}

/** `1 day`, `2 days`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
