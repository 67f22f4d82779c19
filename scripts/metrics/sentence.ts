import { didYouMean } from "../flag/nearest.ts";

/** `<words> where <name> = <value> and <name> = <value> or 0`: a query in a form of ours, for vendors that take no text. */
export interface Sentence {
  readonly words: readonly string[];
  readonly where: readonly (readonly [name: string, value: string])[];
  /** True where it ends in `or 0`: what nobody counted is then 0. */
  readonly orZero: boolean;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * Reads one sentence. A word is anything without spaces, `=` and `"`; what has those is written in double quotes, with
 * `\"` and `\\` inside. Nothing is guessed: what cannot be read is an error that says what was expected and where.
 */
export function readSentence(text: string): Parsed<Sentence> {
  const all: Token[] = [];
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\["\\])*"|=|[^\s="]+|\S/g)) {
    const quoted = part.startsWith('"');
    if (quoted && (part.length < 2 || !part.endsWith('"'))) {
      return no(
        `the text in quotes from character ${index + 1} has no end: close it with ", and write \\" and \\\\ inside`,
      );
    }
    all.push({ text: quoted ? part.slice(1, -1).replace(/\\(["\\])/g, "$1") : part, quoted });
  }
  const [or, zero] = all.slice(-2);
  const orZero = all.length > 1 && is(or!, "or") && is(zero!, "0");
  const tokens = orZero ? all.slice(0, -2) : all;
  const at = tokens.findIndex((token) => is(token, "where"));
  const words = at === -1 ? tokens : tokens.slice(0, at);
  const equals = words.findIndex((token) => is(token, "="));
  if (equals > 0) {
    const [name, before] = [words[equals - 1]!, words[equals - 2]];
    return no(
      `a condition begins with \`where\`: write where ${name.text} = ...${before ? meant(before, "where") : ""}`,
    );
  }
  if (equals === 0) return no("it begins with =: write what is counted first");
  const where = at === -1 ? { ok: true as const, value: [] } : readConditions(tokens.slice(at + 1));
  return where.ok ? { ok: true, value: { words: words.map((word) => word.text), where: where.value, orZero } } : where;
}

function readConditions(tokens: readonly Token[]): Parsed<Sentence["where"]> {
  const where: [string, string][] = [];
  for (let at = 0; ; at += 4) {
    const [name, equals, value, and] = tokens.slice(at, at + 4);
    const place = `condition ${where.length + 1}`;
    if (name === undefined || is(name, "=")) return no(`${place} has no name: write <name> = <value>`);
    if (equals === undefined || !is(equals, "=")) {
      return no(
        `${place}: expected = after ${name.text}, got ${equals?.text ?? "nothing"}; texts with spaces stand in "quotes"`,
      );
    }
    if (value === undefined || is(value, "=")) return no(`${place} has no value: write ${name.text} = <value>`);
    if (where.some(([other]) => other === name.text)) return no(`two conditions on ${name.text}: keep one`);
    where.push([name.text, value.text]);
    if (and === undefined) return { ok: true, value: where };
    if (!is(and, "and")) {
      return no(
        `expected \`and\` or nothing after ${place}, got ${and.text}${meant(and, "and")}; texts with spaces stand in "quotes"`,
      );
    }
  }
}

const is = ({ text, quoted }: Token, word: string) => !quoted && text === word;

function meant({ text }: Token, word: string): string {
  const guess = didYouMean(text, [word]);
  return guess === "" ? "" : ` (${guess})`;
}

const no = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });

/** One of the words that may stand here, or why not. `what` names the place: `statistic`. */
export function oneOf<T extends string>(word: string, known: readonly T[], what: string): Parsed<T> {
  const found = known.find((one) => one === word);
  if (found !== undefined) return { ok: true, value: found };
  const way = didYouMean(word, known) || `it takes ${known.join(", ")}`;
  return no(`unknown ${what} ${word === "" ? "(nothing)" : word}: ${way}`);
}
