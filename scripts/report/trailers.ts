import type { MoveRecord, Trailers } from "./trailers/record.ts";
import { reads } from "./words/commit.ts";

export { type MoveRecord, recordOf, type Trailers } from "./trailers/record.ts";

/**
 * One group of trailers a move, the last paragraph of a commit message. Every value stands on one line whatever is in
 * it: what could end a line or a word, or is something to GitHub, is written as its number.
 */
export function writeTrailers(records: Trailers): string {
  return records.flatMap(linesOf).join("\n");
}

function linesOf(record: MoveRecord): readonly string[] {
  const { plan, move, from, to, approvals, measurements, because, digest } = record;
  return [
    `Flaghoist-Plan: ${word(plan)}`,
    `Flaghoist-Move: ${word(move)} ${end(from)} -> ${end(to)}`,
    ...(because === null ? [] : [`Flaghoist-Because: ${line(because)}`]),
    ...approvals.map(
      (one) => `Flaghoist-Approval: ${word(one.discipline)} by ${word(one.by)} review ${word(one.review)}`,
    ),
    ...measurements.map(({ metric, said }) => `Flaghoist-Measured: ${word(metric)} ${line(said)}`),
    ...(digest === null ? [] : [`Flaghoist-Subject: ${word(digest)}`]),
  ];
}

/** A standing, or `-` where there is none. */
const end = (standing: string | null) => (standing === null ? "-" : standing === "-" ? number("-") : word(standing));

const word = (text: string) => line(text).replaceAll(" ", number);

/** Never empty, and without spaces at its ends: git would trim them. */
function line(text: string): string {
  const one = text
    .replace(/[\\\p{Control}\p{Format}\p{Surrogate}]|[^\S ]/gu, number)
    .replace(reads, number)
    .replace(/^ | $/g, number);
  return one === "" ? nothing : one;
}

const number = (text: string) =>
  Array.from(text, (character) => `\\{${character.codePointAt(0)!.toString(16)}}`).join("");

const nothing = "\\{}";

function read(text: string): string {
  return text.replace(/\\\{([0-9a-f]{0,6})\}/g, (whole, hex: string) => {
    if (hex === "") return "";
    const point = Number.parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

/**
 * The moves that a commit message records; none where it records nothing. Only its last paragraph counts, the
 * co-authors and sign-offs that forges add below it left aside: what stands above is prose, whoever wrote it.
 */
export function parseTrailers(message: string): Trailers {
  const added = /^(?:co-authored-by|signed-off-by): /i;
  const paragraphs = message.replace(/\r\n?/g, "\n").split(/\n{2,}/);
  const lines = paragraphs.map((one) => one.split("\n").filter((text) => text.trim() !== "" && !added.test(text)));
  const last = lines.findLast((one) => one.length > 0) ?? [];
  if (!last.every((one) => /^Flaghoist-[A-Z][a-z]+: /.test(one))) return [];
  const groups: string[][] = [];
  for (const one of last) {
    if (one.startsWith("Flaghoist-Plan: ")) groups.push([]);
    groups.at(-1)?.push(one);
  }
  return groups.flatMap((group) => parseGroup(group) ?? []);
}

/** Null where a group does not say plan and move; a trailer that is not understood is left aside. */
function parseGroup(lines: readonly string[]): MoveRecord | null {
  const all = (shape: RegExp) => lines.map((one) => shape.exec(one)).filter((found) => found !== null);
  const one = (shape: RegExp) => all(shape)[0]?.[1] ?? null;
  const plan = one(/^Flaghoist-Plan: (\S+)$/);
  const [move] = all(/^Flaghoist-Move: (\S+) (\S+) -> (\S+)$/);
  if (plan === null || move === undefined) return null;
  const said = (text: string | null) => (text === null ? null : read(text));
  const standing = (text: string) => (text === "-" ? null : read(text));
  return {
    plan: read(plan),
    move: read(move[1]!),
    from: standing(move[2]!),
    to: standing(move[3]!),
    because: said(one(/^Flaghoist-Because: (.*)$/)),
    approvals: all(/^Flaghoist-Approval: (\S+) by (\S+) review (\S+)$/).map((found) => {
      return { discipline: read(found[1]!), by: read(found[2]!), review: read(found[3]!) };
    }),
    measurements: all(/^Flaghoist-Measured: (\S+) (.*)$/).map((found) => {
      return { metric: read(found[1]!), said: read(found[2]!) };
    }),
    digest: said(one(/^Flaghoist-Subject: (\S+)$/)),
  };
}
