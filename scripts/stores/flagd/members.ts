/** One `"key": value` of a JSON object, by its place in the text: from the key's quote to the value's end. */
export interface Member {
  readonly key: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** An object's braces and its members, in order. */
export interface Span {
  readonly open: number;
  readonly close: number;
  readonly members: readonly Member[];
}

/**
 * Where the members of the object at `open` stand. The text must be known to be JSON: nothing is checked again, so that
 * finding one flag among ten thousand costs one pass and no tree.
 */
export function membersOf(text: string, open: number): Span {
  const members: Member[] = [];
  let at = skipSpace(text, open + 1);
  while (text[at] !== "}") {
    const start = at;
    const keyEnd = endOf(text, start);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOf(text, value);
    members.push({ key: JSON.parse(text.slice(start, keyEnd)), start, value, end });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return { open, close: at, members };
}

/** The index of the first character that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}

function endOf(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== "{" && first !== "[") return endOfScalar(text, start);
  let depth = 0;
  for (let at = start; ; at += 1) {
    const code = text[at];
    if (code === '"') at = endOfString(text, at) - 1;
    else if (code === "{" || code === "[") depth += 1;
    else if ((code === "}" || code === "]") && --depth === 0) return at + 1;
  }
}

function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote;
  while (text[before - 1] === "\\") before -= 1;
  return (quote - before) % 2 === 1;
}

function endOfScalar(text: string, start: number): number {
  const scalar = /[^\s,\]}]+/y;
  scalar.lastIndex = start;
  scalar.test(text);
  return scalar.lastIndex;
}
