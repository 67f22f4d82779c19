import { stripVTControlCharacters } from "node:util";

/** Longest texts of each sort, in code points; what is longer is cut with an ellipsis. */
export const longest = { name: 80, title: 120, sentence: 600, line: 200 } as const;

/**
 * Text of unknown origin as one line that is safe to print anywhere: no escape sequences, control characters, line
 * breaks, invisible or direction-changing characters, unpaired surrogates; at most `most` code points.
 */
export function plain(text: string, most: number = longest.sentence): string {
  if (text.length <= most && harmless.test(text)) return text;
  const line = visible(text.slice(0, most * 4).replace(/[\s\u0085]/gu, " "));
  return cut(line.replace(/ {2,}/g, " ").trim(), most);
}

/** Words of printable ASCII with single spaces between them: most texts, and nothing to do. */
const harmless = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** The same for text whose lines matter: line breaks and indentation stay, tabs become two spaces. */
export function plainLines(text: string, most: number = longest.line): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
  return lines.map((line) => cut(visible(line.slice(0, most * 4).replaceAll("\t", "  ")).trimEnd(), most));
}

/** The zero-width joiner stays inside words, emoji are made with it; the byte order mark and the tag characters go. */
function visible(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/(?!\u200D)[\p{Control}\p{Format}]/gu, "")
    .replace(/(?<![^\s\u200D])\u200D+|\u200D+(?![^\s\u200D])/gu, "");
}

export function cut(text: string, most: number): string {
  const points = [...text];
  return points.length <= most
    ? text
    : `${points
        .slice(0, Math.max(0, most - 1))
        .join("")
        .trimEnd()}…`;
}

/** Ends a text with a full stop unless it ends a sentence already. */
export function sentence(text: string): string {
  return /[.!?…:]$/.test(text) || text === "" ? text : `${text}.`;
}

export function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** `1 gate`, `2 gates`. */
export function plural(n: number, noun: string, many = `${noun}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? noun : many}`;
}

/** The first ten names, and how many more there are. */
export function few(names: readonly string[]): string {
  return listed(names.length <= 10 ? names : [...names.slice(0, 10), `${names.length - 10} more`]);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
